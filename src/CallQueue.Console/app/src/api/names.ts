// Short names for the shapes of the API's answers and bodies.
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Attempt = Schemas["AttemptView"];
export type AuditEntry = Schemas["AuditView"];
export type Business = Schemas["BusinessView"];
export type BusinessCounts = Schemas["BusinessCounts"];
export type Call = Schemas["CallView"];
export type ActiveCall = Schemas["ActiveCall"];
export type Contact = Schemas["ContactView"];
export type Delivery = Schemas["DeliveryView"];
export type DryRun = Schemas["DryRun"];
export type FieldError = Schemas["FieldError"];
export type FoundCall = Schemas["FoundCallView"];
export type Health = Schemas["HealthView"];
export type HealthCheck = Schemas["CheckView"];
export type History = Schemas["HistoryView"];
export type HistoryBucket = Schemas["HistoryBucketView"];
export type Key = Schemas["KeyView"];
export type Lease = Schemas["LeaseView"];
export type ListedNumber = Schemas["ListedNumberView"];
export type Preview = Schemas["PreviewView"];
export type ProblemBody = Schemas["Problem"];
export type Run = Schemas["RunView"];
export type RunOutcomes = Schemas["RunOutcomes"];
export type RunPlan = Schemas["RunPlan"];
export type RunResult = Schemas["RunResultLine"];
export type Schedule = Schemas["ScheduleView"];
export type Sender = Schemas["SenderView"];
export type SettingsChange = Schemas["SettingsChangeBody"];
export type TopicEvent = Schemas["TopicEvent"];
export type Trunk = Schemas["TrunkView"];
export type Why = Schemas["WhyView"];
export type OpenSession = Schemas["OpenSessionView"];
