// Made by `npm run types` from the API's OpenAPI document. Do not edit.
/* eslint-disable */
export interface paths {
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAuditExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAdminAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAdminAuditExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/businesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBusinesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/businesses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBusinessesById"];
        put: operations["putBusinessesById"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["patchBusinessesById"];
        trace?: never;
    };
    "/api/businesses/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postBusinessesByIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/businesses/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postBusinessesByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/businesses/{id}/confirm-jump": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postBusinessesByIdConfirmJump"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/businesses/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBusinessesByIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/businesses/{id}/ceilings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBusinessesByIdCeilings"];
        put: operations["putBusinessesByIdCeilings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["patchBusinessesByIdCeilings"];
        trace?: never;
    };
    "/api/calls/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postCallsQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/bulk-queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postCallsBulkQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCallsActive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCallsSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCallsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCallsByIdStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/{id}/recording": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCallsByIdRecording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/{id}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCallsByIdWhy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postCallsByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postCallsByIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/{id}/priority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postCallsByIdPriority"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/opt-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postOptOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postErase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRuns"];
        put?: never;
        post: operations["postRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getQueueStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getQueueStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postQueueTrigger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getJobsHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAdminQueues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outbound/stop-queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postOutboundStopQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outbound/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getOutboundJobsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/do-not-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDoNotCall"];
        put?: never;
        post: operations["postDoNotCall"];
        delete: operations["deleteDoNotCall"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/do-not-call/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDoNotCallByNumber"];
        put?: never;
        post?: never;
        delete: operations["deleteDoNotCallByNumber"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/do-not-call/{number}/removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDoNotCallByNumberRemovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/do-not-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAdminDoNotCall"];
        put?: never;
        post: operations["postAdminDoNotCall"];
        delete: operations["deleteAdminDoNotCall"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/do-not-call/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAdminDoNotCallByNumber"];
        put?: never;
        post?: never;
        delete: operations["deleteAdminDoNotCallByNumber"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/do-not-call/{number}/removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAdminDoNotCallByNumberRemovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getEvidenceKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/schedule-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postQueueScheduleCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/schedule-delayed-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postQueueScheduleDelayedCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/schedule-recurring-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postQueueScheduleRecurringCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/schedule-bulk-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postQueueScheduleBulkCalls"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getQueueWaiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/delayed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getQueueDelayed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getQueueActive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getQueueCompleted"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getQueueFailed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postQueuePause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postQueueResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/clean": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postQueueClean"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/job/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getQueueJobById"];
        put?: never;
        post?: never;
        delete: operations["deleteQueueJobById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/job/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postQueueJobByIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getKeys"];
        put?: never;
        post: operations["postKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postKeysByIdRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["deleteKeysById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRoster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roster/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRosterContacts"];
        put?: never;
        post: operations["postRosterContacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roster/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRosterContactsById"];
        put: operations["putRosterContactsById"];
        post?: never;
        delete: operations["deleteRosterContactsById"];
        options?: never;
        head?: never;
        patch: operations["patchRosterContactsById"];
        trace?: never;
    };
    "/api/roster/contacts/{id}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRosterContactsByIdWhy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRunsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postRunsByIdStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postRunsByIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postRunsByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postRunsByIdAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRunsByIdResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRunsByIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postRunsPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSchedules"];
        put?: never;
        post: operations["postSchedules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSchedulesById"];
        put: operations["putSchedulesById"];
        post?: never;
        delete: operations["deleteSchedulesById"];
        options?: never;
        head?: never;
        patch: operations["patchSchedulesById"];
        trace?: never;
    };
    "/api/schedules/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postSchedulesByIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postSchedulesByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postSchedulesByIdRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSession"];
        put?: never;
        post: operations["postSession"];
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["deleteSessionsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getTrunks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trunks/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postTrunksByIdReopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook/whatsapp/incoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postWebhookWhatsappIncoming"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postWebhooksCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ActiveCall: {
            call_id: string;
            run_id: null | string;
            phone_number: null | string;
            status: string;
            call_sid: null | string;
            /** Format: date-time */
            dialed_at: null | string;
            /** Format: date-time */
            answered_at: null | string;
            /** Format: double */
            age_seconds: null | number;
            /** Format: double */
            talk_seconds: null | number;
        };
        ActiveCalls: {
            calls: components["schemas"]["ActiveCall"][];
            /** Format: int32 */
            count: number;
        };
        AdminQueue: {
            name: string;
            health: string;
            paused: boolean;
            /** Format: int64 */
            waiting: number;
            /** Format: int64 */
            active: number;
            /** Format: int64 */
            completed: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            delayed: number;
            /** Format: int64 */
            total: number;
        };
        AdminQueuesView: {
            success: boolean;
            queues: components["schemas"]["AdminQueue"][];
            /** Format: int32 */
            total: number;
            next?: null | string;
        };
        AgainBody: {
            /** @default unreached */
            who?: null | string;
            run_id?: null | number | string;
            business_id?: null | number | string;
        };
        AssumedBody: {
            /** @default 0.5 */
            answer_rate?: null | number;
            /** @default 60 */
            talk_seconds?: null | number;
            /** @default 10 */
            ring_seconds?: null | number;
            price_per_minute?: null | number;
            start_at?: null | string;
        };
        AttemptView: {
            /** Format: int32 */
            number: number;
            status: string;
            carrier: string;
            call_sid: null | string;
            reason: null | string;
            /** Format: date-time */
            dialed_at: string;
            /** Format: date-time */
            answered_at: null | string;
            /** Format: date-time */
            ended_at: null | string;
            /** Format: double */
            duration_seconds: null | number;
            answered_by: null | string;
            recording_url: null | string;
            recording?: null | components["schemas"]["RecordingView"];
            from?: null | string;
        };
        AuditList: {
            entries: components["schemas"]["AuditView"][];
            /** Format: int64 */
            total: number;
            head: string;
            next: null | string;
        };
        AuditView: {
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            at: string;
            by: string;
            address: null | string;
            action: string;
            target: null | string;
            before: null | components["schemas"]["JsonElement"];
            after: null | components["schemas"]["JsonElement"];
            reason: null | string;
            /** Format: int64 */
            failed_of?: null | number;
            hash: string;
        };
        BlankPlaceHit: {
            place: string;
            default: null | string;
            /** Format: int32 */
            count: number;
        };
        BulkCallBody: {
            phone_number: string;
            country?: unknown;
            phone_code?: unknown;
            custom_call_id?: null | number | string;
            scheduled_at?: null | string;
            /** @default normal */
            priority?: null | ("urgent" | "high" | "normal" | "low") | number;
            message?: null | string;
            /** @default false */
            ssml?: null | boolean;
            /** Format: int32 */
            max_retries?: null | number;
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            deadline?: null | string;
            consent?: null | string;
            call_config?: null | components["schemas"]["CallConfigBody"];
            campaign_id?: unknown;
            metadata?: unknown;
        };
        BulkJobBody: {
            to: string;
            country?: unknown;
            phone_code?: unknown;
            scheduleAt?: null | string;
            /**
             * Format: int64
             * @default 0
             */
            delayMs?: null | number;
            custom_call_id?: null | number | string;
            /** @default normal */
            priority?: null | ("urgent" | "high" | "normal" | "low") | number;
            message?: null | string;
            /** @default false */
            ssml?: null | boolean;
            /** Format: int32 */
            max_retries?: null | number;
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            deadline?: null | string;
            consent?: null | string;
            call_config?: null | components["schemas"]["CallConfigBody"];
            lead_id?: unknown;
            metadata?: unknown;
        };
        BusinessCounts: {
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            waiting: number;
            /** Format: int64 */
            delayed: number;
            /** Format: int64 */
            active: number;
            /** Format: int64 */
            completed: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            canceled: number;
        };
        BusinessPage: {
            businesses: components["schemas"]["BusinessView"][];
            /** Format: int32 */
            total: number;
            next?: null | string;
        };
        BusinessProgress: {
            business_id: string;
            paused: boolean;
            /** Format: int32 */
            slots: number;
            counts: components["schemas"]["BusinessCounts"];
            held_by: string[];
            runs: components["schemas"]["RunView"][];
        };
        BusinessStopView: {
            business_id: string;
            reason: string;
            /** Format: date-time */
            stopped_at: string;
            /** Format: date-time */
            probe_at: string;
            /** Format: int32 */
            rejected_probes: number;
        };
        BusinessView: {
            business_id: string;
            paused: boolean;
            counts: components["schemas"]["BusinessCounts"];
            held_by: string[];
            /** Format: date-time */
            next_at: null | string;
            deliveries: components["schemas"]["DeliveryView"][];
            settings: components["schemas"]["SettingsView"];
            ceilings: components["schemas"]["CeilingsView"];
            effective: components["schemas"]["EffectiveView"];
            usage: null | components["schemas"]["UsageView"];
            changed_since?: null | components["schemas"]["ChangedSince"];
        };
        CallConfigBody: {
            voice?: null | string;
            from?: null | number | string;
            /** Format: int32 */
            max_duration?: null | number;
            /** @default false */
            recording_enabled?: null | boolean;
            /** @default mono */
            recording_channels?: null | ("mono" | "dual");
            flow_name?: null | string;
            /** Format: uri */
            answer_url?: null | string;
            variables?: null | {
                [key: string]: null | boolean | number | string;
            };
            machine?: null | ("off" | "detect" | "hangup" | "message");
            /** @default false */
            machine_wait?: null | boolean;
            voicemail_message?: null | string;
        };
        CallCounts: {
            /** Format: int64 */
            total?: number;
            /** Format: int64 */
            ready?: number;
            /** Format: int64 */
            delayed?: number;
            /** Format: int64 */
            live?: number;
            /** Format: int64 */
            completed?: number;
            /** Format: int64 */
            busy?: number;
            /** Format: int64 */
            no_answer?: number;
            /** Format: int64 */
            failed?: number;
            /** Format: int64 */
            canceled?: number;
            /** Format: int64 */
            rejected?: number;
            /** Format: int64 */
            expired?: number;
            /** Format: int64 */
            blocked?: number;
            /** Format: int64 */
            voicemail?: number;
            /** Format: int64 */
            no_agent?: number;
            /** Format: int64 */
            ended?: number;
        };
        CallOrdered: {
            call_id: string;
            status: string;
            changed: boolean;
            priority?: null | string;
        };
        CallTemplateBody: {
            /** @default normal */
            priority?: null | ("urgent" | "high" | "normal" | "low") | number;
            message?: null | string;
            /** @default false */
            ssml?: null | boolean;
            /** Format: int32 */
            max_retries?: null | number;
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            consent?: null | string;
            call_config?: null | components["schemas"]["CallConfigBody"];
        };
        CallView: {
            call_id: string;
            business_id: string;
            status: string;
            run_id: null | string;
            /** Format: int32 */
            index: null | number;
            custom_call_id: null | string;
            phone_number: null | string;
            campaign_id: null | components["schemas"]["JsonNode"];
            priority: null | string;
            /** Format: int32 */
            attempts_made: number;
            /** Format: int32 */
            max_attempts: null | number;
            /** Format: int32 */
            max_retries: null | number;
            /** Format: date-time */
            scheduled_at: null | string;
            /** Format: date-time */
            retry_at: null | string;
            /** Format: date-time */
            scheduled_for?: null | string;
            call_sid: null | string;
            failed_reason: null | string;
            /** Format: date-time */
            ended_at: null | string;
            attempts: components["schemas"]["AttemptView"][];
            message: null | string;
            ssml?: null | boolean;
            call_config: null | components["schemas"]["JsonObject"];
            window: null | string;
            timezone: null | string;
            /** Format: date-time */
            deadline: null | string;
            metadata: null | components["schemas"]["JsonNode"];
            data: null | components["schemas"]["JsonObject"];
        };
        CallbackView: {
            priority: null | string;
            message: null | string;
            ssml?: null | boolean;
            /** Format: int32 */
            max_retries: null | number;
            window: null | string;
            timezone: null | string;
            consent?: null | string;
            call_config: null | components["schemas"]["JsonObject"];
        };
        CallerIdBody: {
            number: string;
            /** Format: int32 */
            daily_cap?: null | number;
        };
        CallerIdView: {
            number: string;
            /** Format: int32 */
            daily_cap: null | number;
        };
        CallsPage: {
            calls: components["schemas"]["CallView"][];
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            start: number;
            next?: null | string;
        };
        CancelBody: {
            /** @default false */
            hang_up_live?: null | boolean;
            business_id?: null | number | string;
        };
        CeilingsBody: {
            /** Format: int32 */
            slots?: null | number;
            rate_limits?: null | components["schemas"]["RateBody"][];
            window?: null | string | components["schemas"]["WindowBody"];
            contact_caps?: null | components["schemas"]["ContactCapBody"][];
            retention?: null | components["schemas"]["RetentionCeilingBody"];
            /** Format: int32 */
            waiting_calls?: null | number;
            /** Format: int32 */
            webhooks?: null | number;
            webhook_hosts?: null | string[];
            /** Format: int32 */
            max_duration?: null | number;
            numbers?: null | string[];
            answer_url_hosts?: null | string[];
            countries?: null | string[];
            prefixes?: null | string[];
            /** Format: int32 */
            dials_per_hour?: null | number;
            /** Format: int32 */
            dials_per_day?: null | number;
            /** Format: int32 */
            minutes_per_day?: null | number;
            cost_per_day?: null | number;
            /** Format: int32 */
            trunk_weight?: null | number;
            /** Format: int32 */
            reserved_channels?: null | number;
        };
        CeilingsChangeBody: {
            /** Format: int32 */
            slots?: null | number;
            rate_limits?: null | components["schemas"]["RateBody"][];
            window?: null | string | components["schemas"]["WindowBody"];
            contact_caps?: null | components["schemas"]["ContactCapBody"][];
            retention?: null | components["schemas"]["RetentionCeilingBody"];
            /** Format: int32 */
            waiting_calls?: null | number;
            /** Format: int32 */
            webhooks?: null | number;
            webhook_hosts?: null | string[];
            /** Format: int32 */
            max_duration?: null | number;
            numbers?: null | string[];
            answer_url_hosts?: null | string[];
            countries?: null | string[];
            prefixes?: null | string[];
            /** Format: int32 */
            dials_per_hour?: null | number;
            /** Format: int32 */
            dials_per_day?: null | number;
            /** Format: int32 */
            minutes_per_day?: null | number;
            cost_per_day?: null | number;
            /** Format: int32 */
            trunk_weight?: null | number;
            /** Format: int32 */
            reserved_channels?: null | number;
        };
        CeilingsView: {
            /** Format: int32 */
            slots: null | number;
            rate_limits: null | components["schemas"]["RateView"][];
            window: null | string;
            contact_caps: null | components["schemas"]["RateView"][];
            retention: null | components["schemas"]["RetentionView"];
            /** Format: int32 */
            waiting_calls: null | number;
            /** Format: int32 */
            webhooks: null | number;
            webhook_hosts: null | string[];
            /** Format: int32 */
            max_duration: null | number;
            numbers: null | string[];
            answer_url_hosts: null | string[];
            countries: null | string[];
            prefixes: null | string[];
            /** Format: int32 */
            dials_per_hour: null | number;
            /** Format: int32 */
            dials_per_day: null | number;
            /** Format: int32 */
            minutes_per_day: null | number;
            /** Format: double */
            cost_per_day: null | number;
            /** Format: int32 */
            trunk_weight: null | number;
            /** Format: int32 */
            reserved_channels: null | number;
        };
        ChangedSince: {
            /** Format: int64 */
            gone_live: number;
            /** Format: int64 */
            ended: number;
            /** Format: int64 */
            submitted: number;
        };
        CheckView: {
            status: string;
            detail?: null | string;
            measured?: null | components["schemas"]["JsonObject"];
        };
        CleanBody: {
            /**
             * Format: int64
             * @default 3600000
             */
            grace?: null | number;
            /**
             * Format: int32
             * @default 1000
             */
            limit?: null | number;
            business_id?: null | number | string;
        };
        ConfigView: {
            business_id: string;
            settings: components["schemas"]["SettingsView"];
            new_business: components["schemas"]["SettingsView"];
            /** Format: int32 */
            max_concurrent_calls: number;
            /** Format: double */
            dials_per_second: null | number;
            /** Format: double */
            rate_limit_per_second: null | number;
            /** Format: int32 */
            max_retries: number;
            limits: components["schemas"]["LimitsView"];
        };
        ContactBody: {
            id: number | string;
            phone_number: string;
            country?: unknown;
            phone_code?: unknown;
            name?: null | string;
            /** @default true */
            call_enabled?: null | boolean;
            /** @default 20:30:00 */
            call_time?: null | string;
            local_tz?: null | string;
            variables?: null | {
                [key: string]: null | boolean | number | string;
            };
            /** Format: int32 */
            max_attempts?: null | number;
            /** Format: int32 */
            retry_delay?: null | number;
            data?: null | {
                [key: string]: null | boolean | number | string;
            };
        };
        ContactCallView: {
            call_id: string;
            status: string;
            /** Format: int32 */
            attempts_made: number;
            held_by: components["schemas"]["HoldView"][];
        };
        ContactCapBody: {
            /** Format: int32 */
            count: number;
            /** @default 1 */
            period_seconds?: null | number;
        };
        ContactChangeBody: {
            phone_number?: null | string;
            id?: null | number | string;
            country?: unknown;
            phone_code?: unknown;
            name?: null | string;
            call_enabled?: null | boolean;
            call_time?: null | string;
            local_tz?: null | string;
            variables?: null | {
                [key: string]: null | boolean | number | string;
            };
            /** Format: int32 */
            max_attempts?: null | number;
            /** Format: int32 */
            retry_delay?: null | number;
            data?: null | {
                [key: string]: null | boolean | number | string;
            };
            business_id?: null | number | string;
        };
        ContactRemoved: {
            success: boolean;
            id: string;
        };
        ContactView: {
            id: string;
            phone_number: string;
            name: null | string;
            call_enabled: null | boolean;
            call_time: null | string;
            local_tz: null | string;
            variables: null | {
                [key: string]: string;
            };
            /** Format: int32 */
            max_attempts: null | number;
            /** Format: int32 */
            retry_delay: null | number;
            data: null | components["schemas"]["JsonObject"];
        };
        ContactWhyView: {
            id: string;
            reason: string;
            detail: string;
            local_tz: string;
            local_date: string;
            /** Format: date-time */
            due_at: null | string;
            /** Format: date-time */
            next_call_at: null | string;
            call: null | components["schemas"]["ContactCallView"];
        };
        ContactsBody: {
            contacts: components["schemas"]["ContactBody"][];
            business_id?: null | number | string;
        };
        ContactsPage: {
            contacts: components["schemas"]["ContactView"][];
            /** Format: int32 */
            total: number;
            next?: null | string;
        };
        ContactsTaken: {
            success: boolean;
            business_id: string;
            /** Format: int32 */
            received: number;
            /** Format: int32 */
            added: number;
            /** Format: int32 */
            changed: number;
        };
        CronView: {
            name: string;
            cron: string;
            /** Format: int64 */
            next: number;
        };
        DeliveryView: {
            to: string;
            /** Format: int64 */
            pending: number;
            /** Format: int64 */
            given_up: number;
            problem: null | string;
            /** Format: date-time */
            next_at: null | string;
        };
        DoNotCallBody: {
            phone_number?: null | string;
            phone_numbers?: null | (string | components["schemas"]["ListedNumberBody"])[];
            reason?: null | string;
            country?: unknown;
            phone_code?: unknown;
            business_id?: null | number | string;
        };
        DoNotCallHit: {
            /** Format: int32 */
            line: number;
            phone_number: string;
            list: string;
            reason: null | string;
        };
        DoNotCallHits: {
            /** Format: int32 */
            count: number;
            /** Format: int32 */
            business: number;
            /** Format: int32 */
            everybody: number;
            people: components["schemas"]["DoNotCallHit"][];
        };
        DoNotCallRemovalBody: {
            phone_number?: null | string;
            phone_numbers?: null | (string | components["schemas"]["ListedNumberBody"])[];
            reason?: null | string;
            country?: unknown;
            phone_code?: unknown;
            business_id?: null | number | string;
        };
        DryRun: {
            dry_run: boolean;
            run_id: string;
            business_id: string;
            accepted: boolean;
            /** Format: int32 */
            total: number;
            existing?: null | string;
            /** Format: int32 */
            problem_count: number;
            problems: components["schemas"]["FieldError"][];
            /** Format: int32 */
            duplicates: number;
            do_not_call: components["schemas"]["DoNotCallHits"];
            called_recently: components["schemas"]["RecentHits"];
            blank_places: components["schemas"]["BlankPlaceHit"][];
            special_numbers: components["schemas"]["SpecialNumberHit"][];
            notes: string[];
            plan: null | components["schemas"]["RunPlan"];
        };
        EffectiveView: {
            /** Format: int32 */
            slots: number;
            rate_limits: components["schemas"]["RateView"][];
            window: null | string;
            contact_caps: null | components["schemas"]["RateView"][];
            retention: components["schemas"]["RetentionView"];
            /** Format: int32 */
            max_duration: null | number;
            number: null | string;
            webhook: boolean;
            countries: null | string[];
            prefixes: null | string[];
            /** Format: int32 */
            dials_per_hour: null | number;
            /** Format: int32 */
            dials_per_day: null | number;
            /** Format: int32 */
            minutes_per_day: null | number;
            /** Format: double */
            cost_per_day: null | number;
        };
        EraseBody: {
            phone_number: string;
            country?: unknown;
            phone_code?: unknown;
            business_id?: null | number | string;
        };
        ErasureView: {
            format: string;
            business: string;
            number_ending: string;
            /** Format: date-time */
            erased_at: string;
            erased: {
                [key: string]: number;
            };
            kept_on_do_not_call_list: boolean;
            /** Format: int32 */
            kept_removals: number;
            /** Format: byte */
            public_key: null | string;
            /** Format: byte */
            signature: null | string;
        };
        EvidenceKeyView: {
            algorithm: string;
            public_key: string;
            fingerprint: string;
        };
        FieldError: {
            /** Format: int32 */
            index?: null | number;
            field: string;
            problem: string;
            /** Format: int32 */
            line?: null | number;
        };
        FoundCallView: {
            call_id: string;
            found: string;
            status: string;
            run_id: null | string;
            /** Format: int32 */
            index: null | number;
            phone_number: null | string;
            name: null | string;
            custom_call_id: null | string;
            lead_id: null | string;
            campaign_id: null | string;
            call_sid: null | string;
            /** Format: int32 */
            attempts_made: number;
            /** Format: date-time */
            due_at: null | string;
            /** Format: date-time */
            dialed_at: null | string;
            /** Format: date-time */
            ended_at: null | string;
            failed_reason: null | string;
            url: string;
        };
        HealthView: {
            status: string;
            version?: null | string;
            checks?: null | {
                [key: string]: components["schemas"]["CheckView"];
            };
        };
        HistoryBucketView: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            submitted: number;
            /** Format: int64 */
            dialed: number;
            /** Format: int64 */
            answered: number;
            outcomes: components["schemas"]["RunOutcomes"];
            /** Format: int64 */
            talk_seconds: number;
            /** Format: int64 */
            live: number;
            /** Format: int64 */
            waiting: number;
            held_seconds: {
                [key: string]: number;
            };
        };
        HistoryView: {
            business_id: string;
            run_id?: null | string;
            resolution: string;
            /** Format: int32 */
            span_seconds: number;
            buckets: components["schemas"]["HistoryBucketView"][];
        };
        HoldView: {
            limit: string;
            detail: string;
            /** Format: date-time */
            until: null | string;
        };
        IncomingAnswer: {
            success: boolean;
            /** Format: int32 */
            queued: number;
            /** Format: int32 */
            duplicates: number;
            /** Format: int32 */
            ignored: number;
            messages: components["schemas"]["TakenMessage"][];
        };
        IncomingBody: {
            tenantId: number | string;
            payload: components["schemas"]["IncomingPayload"];
        };
        IncomingPayload: {
            messages: components["schemas"]["MessageBody"][];
        };
        JobDone: {
            success: boolean;
            message: string;
            jobId: string;
            state: string;
        };
        JobPage: {
            success: boolean;
            jobs: components["schemas"]["JobView"][];
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            start: number;
            /** Format: int64 */
            end: number;
        };
        JobView: {
            success: boolean;
            jobId: string;
            state: string;
            /** Format: int32 */
            progress: number;
            data: components["schemas"]["JsonObject"];
            /** Format: int32 */
            attemptsMade: number;
            failedReason: null | string;
            /** Format: date-time */
            scheduledAt?: null | string;
        };
        JobsCleaned: {
            success: boolean;
            message: string;
            /** Format: int32 */
            cleaned: number;
        };
        JobsHealth: {
            queues: {
                [key: string]: components["schemas"]["RqNumbers"];
            };
            scheduler: components["schemas"]["SchedulerView"];
            status: string;
        };
        JobsUnhealthy: {
            status: string;
            error: string;
        };
        JsonElement: unknown;
        JsonNode: unknown;
        JsonObject: Record<string, unknown>;
        KeyList: {
            keys: components["schemas"]["KeyView"][];
            next_after: null | string;
        };
        KeyRotationBody: {
            /**
             * Format: int32
             * @default 86400
             */
            overlap_seconds?: null | number;
        };
        KeyView: {
            id: string;
            name: string;
            business_id: null | string;
            operator: boolean;
            role: string;
            may_remove_opt_outs: boolean;
            last4: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            revoked_at: null | string;
            /** Format: date-time */
            expires_at: null | string;
            /** Format: date-time */
            last_used_at: null | string;
            allowed_from: string[];
            /** Format: date-time */
            former_until: null | string;
        };
        LeaseView: {
            call_id: string;
            run_id: null | string;
            phone_number: string;
            status: string;
            call_sid: null | string;
            /** Format: date-time */
            leased_at: string;
            /** Format: date-time */
            dialed_at: null | string;
            /** Format: date-time */
            answered_at: null | string;
        };
        LimitsView: {
            /** Format: int32 */
            bulk_calls: number;
            /** Format: int64 */
            bulk_bytes: number;
            /** Format: int32 */
            list_calls: number;
            /** Format: int64 */
            list_bytes: number;
            /** Format: int32 */
            body_bytes: number;
            /** Format: int32 */
            message_characters: number;
            /** Format: int32 */
            variables_bytes: number;
            /** Format: int32 */
            data_bytes: number;
            /** Format: int32 */
            page_size: number;
        };
        ListBody: {
            calls: Record<string, unknown>[];
            run_id?: null | number | string;
            batch_id?: null | number | string;
            /** @default false */
            dry_run?: null | boolean;
            message?: null | string;
            /** @default false */
            ssml?: null | boolean;
            voice?: null | string;
            flow_name?: null | string;
            /** Format: uri */
            answer_url?: null | string;
            /** @default false */
            recording_enabled?: null | boolean;
            /** @default mono */
            recording_channels?: null | ("mono" | "dual");
            machine?: null | ("off" | "detect" | "hangup" | "message");
            /** @default false */
            machine_wait?: null | boolean;
            voicemail_message?: null | string;
            /** @default normal */
            priority?: null | ("urgent" | "high" | "normal" | "low") | number;
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            scheduled_at?: null | string;
            deadline?: null | string;
            consent?: null | string;
            /** Format: int32 */
            max_retries?: null | number;
            country?: unknown;
            /** @default 1800 */
            retry_delay?: null | number;
            /** @default 2 */
            retry_factor?: null | number;
            ring_timeout?: null | number;
            max_duration?: null | number;
            /** @default false */
            skip_invalid?: null | boolean;
            /** @default false */
            allow_duplicates?: null | boolean;
            /** @default false */
            again?: null | boolean;
            phone_column?: null | string[];
            map?: null | string[];
            file_name?: null | string;
            /** @default 0.5 */
            answer_rate?: null | number;
            /** @default 60 */
            talk_seconds?: null | number;
            /** @default 10 */
            ring_seconds?: null | number;
            price_per_minute?: null | number;
            call_config?: null | components["schemas"]["CallConfigBody"];
            plan?: null | components["schemas"]["AssumedBody"];
            business_id?: null | number | string;
        };
        ListedNumberBody: {
            phone_number?: null | string;
            reason?: null | string;
            country?: unknown;
            phone_code?: unknown;
        };
        ListedNumberView: {
            phone_number: string;
            reason: null | string;
            /** Format: date-time */
            added_at: string;
        };
        ListedNumbersPage: {
            numbers: components["schemas"]["ListedNumberView"][];
            /** Format: int64 */
            total: number;
            next: null | string;
        };
        MessageBody: {
            key: components["schemas"]["MessageKeyBody"];
            pushName?: null | string;
        };
        MessageKeyBody: {
            id: string;
            remoteJid?: null | string;
            senderPn?: null | string;
            remoteJidAlt?: null | string;
            /** @default false */
            fromMe?: null | boolean;
        };
        NewKeyBody: {
            name: string;
            business_id?: null | number | string;
            /** @default false */
            operator?: null | boolean;
            role?: null | ("operator" | "business" | "submit_only" | "read_only");
            /** @default false */
            may_remove_opt_outs?: null | boolean;
            expires_at?: null | string;
            allowed_from?: null | string[];
        };
        NewKeyView: {
            api_key: string;
            key: components["schemas"]["KeyView"];
        };
        NewScheduleBody: {
            cron: string;
            id?: null | number | string;
            /** @default either */
            day_match?: null | ("either" | "both");
            timezone?: null | string;
            /** @default next_valid */
            skipped_time?: null | ("next_valid" | "skip");
            /** @default once */
            doubled_time?: null | ("once" | "both");
            /** @default run_once */
            misfire?: null | ("run_once" | "run_all" | "skip");
            /**
             * Format: int32
             * @default 10
             */
            misfire_limit?: null | number;
            /** @default queue */
            overlap?: null | ("queue" | "skip" | "cancel_earlier");
            phone_number?: null | string;
            country?: unknown;
            phone_code?: unknown;
            people?: null | components["schemas"]["ScheduledPersonBody"][];
            call?: null | components["schemas"]["ScheduledCallBody"];
            business_id?: null | number | string;
        };
        NumbersAdded: {
            /** Format: int32 */
            received: number;
            /** Format: int32 */
            added: number;
        };
        NumbersRemoved: {
            /** Format: int32 */
            received: number;
            /** Format: int32 */
            removed: number;
        };
        OccurrenceView: {
            id: string;
            status: string;
            /** Format: date-time */
            scheduled_for: string;
            manual: boolean;
            /** Format: date-time */
            at: null | string;
            reason: null | string;
        };
        OpenSessionView: {
            id: string;
            key_id: string;
            subject: null | string;
            address: null | string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
        };
        OptOutBody: {
            phone_number: string;
            country?: unknown;
            phone_code?: unknown;
            business_id?: null | number | string;
        };
        OrderBody: {
            business_id?: null | number | string;
        };
        OutboundJob: {
            job_id: string;
            run_id: null | string;
            lead_id: null | components["schemas"]["JsonNode"];
            business_id: string;
            status: string;
            call_sid: null | string;
        };
        PlanBody: {
            calls: components["schemas"]["BulkCallBody"][];
            plan?: null | components["schemas"]["AssumedBody"];
            batch_id?: null | number | string;
            scheduled_at?: null | string;
            /** @default normal */
            priority?: null | ("urgent" | "high" | "normal" | "low") | number;
            message?: null | string;
            /** @default false */
            ssml?: null | boolean;
            /** Format: int32 */
            max_retries?: null | number;
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            deadline?: null | string;
            consent?: null | string;
            call_config?: null | components["schemas"]["CallConfigBody"];
            metadata?: unknown;
            business_id?: null | number | string;
        };
        PlannedHour: {
            /** Format: date-time */
            from: string;
            /** Format: int32 */
            dials: number;
            /** Format: int32 */
            answered: number;
        };
        PreviewRun: {
            run_id: string;
            /** Format: int64 */
            waiting: number;
            /** Format: int64 */
            active: number;
        };
        PreviewView: {
            preview: string;
            /** Format: date-time */
            expires_at: string;
            command: string;
            would: components["schemas"]["PreviewWould"];
            runs: components["schemas"]["PreviewRun"][];
            /** Format: int32 */
            more_runs?: null | number;
            sample: components["schemas"]["FoundCallView"][];
        };
        PreviewWould: {
            /** Format: int64 */
            canceled?: null | number;
            /** Format: int64 */
            held?: null | number;
            /** Format: int64 */
            released?: null | number;
            /** Format: int64 */
            dialing?: null | number;
            /** Format: int64 */
            hung_up?: null | number;
            /** Format: int64 */
            left?: null | number;
            /** Format: int64 */
            removed?: null | number;
        };
        PriorityBody: {
            priority: ("urgent" | "high" | "normal" | "low") | number;
            business_id?: null | number | string;
        };
        Problem: {
            type: string;
            title: string;
            /** Format: int32 */
            status: number;
            detail: null | string;
            errors?: null | components["schemas"]["FieldError"][];
            /** Format: int32 */
            error_count?: null | number;
        };
        ProblemView: {
            kind: string;
            of: null | string;
            detail: null | string;
            /** Format: date-time */
            until: null | string;
        };
        ProviderWebhookBody: {
            call_id?: unknown;
            status?: unknown;
            metadata?: unknown;
        };
        QueueBulkBody: {
            calls: components["schemas"]["BulkCallBody"][];
            batch_id?: null | number | string;
            scheduled_at?: null | string;
            /** @default normal */
            priority?: null | ("urgent" | "high" | "normal" | "low") | number;
            message?: null | string;
            /** @default false */
            ssml?: null | boolean;
            /** Format: int32 */
            max_retries?: null | number;
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            deadline?: null | string;
            consent?: null | string;
            call_config?: null | components["schemas"]["CallConfigBody"];
            metadata?: unknown;
            business_id?: null | number | string;
        };
        QueueCallBody: {
            phone_number: string;
            country?: unknown;
            phone_code?: unknown;
            custom_call_id?: null | number | string;
            scheduled_at?: null | string;
            /** @default normal */
            priority?: null | ("urgent" | "high" | "normal" | "low") | number;
            message?: null | string;
            /** @default false */
            ssml?: null | boolean;
            /** Format: int32 */
            max_retries?: null | number;
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            deadline?: null | string;
            consent?: null | string;
            call_config?: null | components["schemas"]["CallConfigBody"];
            campaign_id?: unknown;
            metadata?: unknown;
            business_id?: null | number | string;
        };
        QueuePaused: {
            success: boolean;
            message: string;
            paused: boolean;
            /** Format: int64 */
            waiting: number;
            /** Format: int64 */
            active: number;
            changed_since?: null | components["schemas"]["ChangedSince"];
        };
        QueuedCall: {
            call_id: string;
            status: string;
            priority: string;
            /** Format: date-time */
            scheduled_at: null | string;
            /** Format: date-time */
            scheduled_for?: null | string;
            existing?: null | boolean;
            notes?: null | string[];
        };
        QueuedList: {
            run_id: string;
            batch_id: string;
            business_id: string;
            /** Format: int32 */
            total: number;
            /** Format: int32 */
            queued: number;
            status: string;
            existing?: null | boolean;
            /** Format: int32 */
            skipped?: null | number;
            problems?: null | components["schemas"]["FieldError"][];
            notes?: null | string[];
        };
        QueuedRun: {
            run_id: string;
            batch_id: string;
            /** Format: int32 */
            total: number;
            /** Format: int32 */
            queued: number;
            status: string;
            existing?: null | boolean;
            notes?: null | string[];
        };
        RateBody: {
            /** Format: int32 */
            count: number;
            /** @default 1 */
            period_seconds?: null | number;
        };
        RateView: {
            /** Format: int32 */
            count: number;
            /** Format: double */
            period_seconds: number;
        };
        RecentHit: {
            /** Format: int32 */
            line: number;
            phone_number: string;
            run_id: null | string;
            /** Format: date-time */
            called_at: string;
        };
        RecentHits: {
            /** Format: int32 */
            count: number;
            people: components["schemas"]["RecentHit"][];
        };
        RecordingView: {
            state: string;
            /** Format: double */
            duration_seconds: null | number;
            url: null | string;
        };
        RecurringCallBody: {
            to: string;
            cronExpression: string;
            country?: unknown;
            phone_code?: unknown;
            /** @default either */
            day_match?: null | ("either" | "both");
            custom_call_id?: null | number | string;
            /** @default normal */
            priority?: null | ("urgent" | "high" | "normal" | "low") | number;
            message?: null | string;
            /** @default false */
            ssml?: null | boolean;
            /** Format: int32 */
            max_retries?: null | number;
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            deadline?: null | string;
            consent?: null | string;
            call_config?: null | components["schemas"]["CallConfigBody"];
            lead_id?: unknown;
            metadata?: unknown;
            business_id?: null | number | string;
        };
        RemovalView: {
            reason: string;
            removed_by: string;
            /** Format: date-time */
            removed_at: string;
            listed_reason: null | string;
            /** Format: date-time */
            listed_at: string;
        };
        RemovalsView: {
            phone_number: string;
            removals: components["schemas"]["RemovalView"][];
        };
        ReplacedContactBody: {
            phone_number: string;
            id?: null | number | string;
            country?: unknown;
            phone_code?: unknown;
            name?: null | string;
            /** @default true */
            call_enabled?: null | boolean;
            /** @default 20:30:00 */
            call_time?: null | string;
            local_tz?: null | string;
            variables?: null | {
                [key: string]: null | boolean | number | string;
            };
            /** Format: int32 */
            max_attempts?: null | number;
            /** Format: int32 */
            retry_delay?: null | number;
            data?: null | {
                [key: string]: null | boolean | number | string;
            };
            business_id?: null | number | string;
        };
        RetentionBody: {
            /** Format: int32 */
            completed?: null | number;
            /** Format: int32 */
            failed?: null | number;
            /** Format: int32 */
            age_seconds?: null | number;
        };
        RetentionCeilingBody: {
            /** Format: int32 */
            completed?: null | number;
            /** Format: int32 */
            failed?: null | number;
            /** Format: int32 */
            age_seconds?: null | number;
        };
        RetentionView: {
            /** Format: int32 */
            completed: null | number;
            /** Format: int32 */
            failed: null | number;
            /** Format: int64 */
            age_seconds: null | number;
        };
        RetryBody: {
            /**
             * Format: int32
             * @default 3
             */
            max_attempts?: null | number;
            /** @default 1800 */
            delay_seconds?: null | number;
            /** @default 1 */
            factor?: null | number;
            retry_on?: null | ("busy" | "no_answer" | "no-answer" | "failed" | "rejected" | "voicemail" | "no_agent")[];
        };
        RetryView: {
            /** Format: int32 */
            max_attempts: null | number;
            /** Format: double */
            delay_seconds: null | number;
            /** Format: double */
            factor: null | number;
            retry_on: null | string[];
        };
        RosterView: {
            business_id: string;
            /** Format: int32 */
            contacts: number;
            /** Format: int32 */
            enabled: number;
            /** Format: date-time */
            next_due_at: null | string;
        };
        RqNumbers: {
            /** Format: int64 */
            queued: number;
            /** Format: int64 */
            started: number;
            /** Format: int64 */
            finished: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            scheduled: number;
        };
        RunOutcomes: {
            /** Format: int64 */
            completed: number;
            /** Format: int64 */
            busy: number;
            /** Format: int64 */
            no_answer: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            canceled: number;
            /** Format: int64 */
            rejected: number;
            /** Format: int64 */
            expired: number;
            /** Format: int64 */
            blocked: number;
            /** Format: int64 */
            voicemail: number;
            /** Format: int64 */
            no_agent: number;
        };
        RunPage: {
            runs: components["schemas"]["RunView"][];
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            start: number;
            next?: null | string;
        };
        RunPlan: {
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: null | string;
            counts: components["schemas"]["CallCounts"];
            /** Format: int64 */
            dials: number;
            /** Format: int32 */
            most_live: number;
            hours: components["schemas"]["PlannedHour"][];
            never_dialed: components["schemas"]["Unreached"];
            /** Format: int64 */
            talk_seconds: number;
            /** Format: int64 */
            billed_minutes: number;
            /** Format: double */
            cost: null | number;
            /** Format: double */
            dials_per_hour?: number;
        };
        RunResultLine: {
            call_id: string;
            /** Format: int32 */
            index: number;
            outcome: string;
            /** Format: int32 */
            attempts: number;
            /** Format: date-time */
            ended_at: string;
            /** Format: double */
            talk_seconds: null | number;
            reason: null | string;
            phone_number?: null | string;
            name?: null | string;
            custom_call_id?: null | string;
            lead_id?: null | string;
            call_sid?: null | string;
        };
        RunView: {
            run_id: string;
            batch_id: string;
            business_id: string;
            status: string;
            /** Format: int32 */
            concurrency: number;
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            queued: number;
            /** Format: int64 */
            delayed: number;
            /** Format: int64 */
            active: number;
            /** Format: int64 */
            completed_count: number;
            /** Format: int64 */
            failed_count: number;
            /** Format: int64 */
            cancelled_count: number;
            outcomes: components["schemas"]["RunOutcomes"];
            /** Format: int32 */
            progress: number;
            data: null | components["schemas"]["JsonObject"];
            /** Format: date-time */
            ended_at?: null | string;
            held_by?: null | string[];
            changed_since?: null | components["schemas"]["ChangedSince"];
        };
        ScheduleBody: {
            cron: string;
            /** @default either */
            day_match?: null | ("either" | "both");
            timezone?: null | string;
            /** @default next_valid */
            skipped_time?: null | ("next_valid" | "skip");
            /** @default once */
            doubled_time?: null | ("once" | "both");
            /** @default run_once */
            misfire?: null | ("run_once" | "run_all" | "skip");
            /**
             * Format: int32
             * @default 10
             */
            misfire_limit?: null | number;
            /** @default queue */
            overlap?: null | ("queue" | "skip" | "cancel_earlier");
            phone_number?: null | string;
            country?: unknown;
            phone_code?: unknown;
            people?: null | components["schemas"]["ScheduledPersonBody"][];
            call?: null | components["schemas"]["ScheduledCallBody"];
            business_id?: null | number | string;
        };
        ScheduleBulkBody: {
            calls: components["schemas"]["BulkJobBody"][];
            batch_id?: null | number | string;
            scheduleAt?: null | string;
            /**
             * Format: int64
             * @default 0
             */
            delayMs?: null | number;
            /** @default normal */
            priority?: null | ("urgent" | "high" | "normal" | "low") | number;
            message?: null | string;
            /** @default false */
            ssml?: null | boolean;
            /** Format: int32 */
            max_retries?: null | number;
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            deadline?: null | string;
            consent?: null | string;
            call_config?: null | components["schemas"]["CallConfigBody"];
            metadata?: unknown;
            business_id?: null | number | string;
        };
        ScheduleCallBody: {
            to: string;
            country?: unknown;
            phone_code?: unknown;
            scheduleAt?: null | string;
            /**
             * Format: int64
             * @default 0
             */
            delayMs?: null | number;
            custom_call_id?: null | number | string;
            /** @default normal */
            priority?: null | ("urgent" | "high" | "normal" | "low") | number;
            message?: null | string;
            /** @default false */
            ssml?: null | boolean;
            /** Format: int32 */
            max_retries?: null | number;
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            deadline?: null | string;
            consent?: null | string;
            call_config?: null | components["schemas"]["CallConfigBody"];
            lead_id?: unknown;
            metadata?: unknown;
            business_id?: null | number | string;
        };
        ScheduleChangeBody: {
            cron?: null | string;
            day_match?: null | ("either" | "both");
            timezone?: null | string;
            skipped_time?: null | ("next_valid" | "skip");
            doubled_time?: null | ("once" | "both");
            misfire?: null | ("run_once" | "run_all" | "skip");
            /** Format: int32 */
            misfire_limit?: null | number;
            overlap?: null | ("queue" | "skip" | "cancel_earlier");
            phone_number?: null | string;
            country?: unknown;
            phone_code?: unknown;
            people?: null | components["schemas"]["ScheduledPersonBody"][];
            call?: null | components["schemas"]["ScheduledCallBody"];
            business_id?: null | number | string;
        };
        SchedulePage: {
            schedules: components["schemas"]["ScheduleView"][];
            /** Format: int32 */
            total: number;
            next?: null | string;
        };
        ScheduleView: {
            id: string;
            business_id: string;
            paused: boolean;
            cron: string;
            day_match: null | string;
            timezone: null | string;
            skipped_time: null | string;
            doubled_time: null | string;
            misfire: null | string;
            /** Format: int32 */
            misfire_limit: null | number;
            overlap: null | string;
            phone_number: null | string;
            people?: null | components["schemas"]["JsonObject"][];
            /** Format: int32 */
            people_count: number;
            call: null | components["schemas"]["JsonObject"];
            /** Format: date-time */
            created_at: string;
            next_fire_times: string[];
            last_results: components["schemas"]["OccurrenceView"][];
            warnings?: null | string[];
        };
        ScheduledCallBody: {
            /** @default normal */
            priority?: null | ("urgent" | "high" | "normal" | "low") | number;
            message?: null | string;
            /** @default false */
            ssml?: null | boolean;
            /** Format: int32 */
            max_retries?: null | number;
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            deadline?: null | string;
            consent?: null | string;
            call_config?: null | components["schemas"]["CallConfigBody"];
            metadata?: unknown;
        };
        ScheduledJob: {
            success: boolean;
            message: string;
            jobId: string;
            status: string;
            data: components["schemas"]["JsonObject"];
            /** Format: date-time */
            scheduledAt?: null | string;
            existing?: null | boolean;
            notes?: null | string[];
        };
        ScheduledJobs: {
            success: boolean;
            message: string;
            /** Format: int32 */
            count: number;
            runId: string;
            jobIds: string[];
            existing?: null | boolean;
            notes?: null | string[];
        };
        ScheduledPersonBody: {
            phone_number: string;
            country?: unknown;
            phone_code?: unknown;
            /** @default normal */
            priority?: null | ("urgent" | "high" | "normal" | "low") | number;
            message?: null | string;
            /** @default false */
            ssml?: null | boolean;
            /** Format: int32 */
            max_retries?: null | number;
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            deadline?: null | string;
            consent?: null | string;
            call_config?: null | components["schemas"]["CallConfigBody"];
            campaign_id?: unknown;
            metadata?: unknown;
        };
        SchedulerView: {
            /** Format: date-time */
            last_tick: null | string;
            lock_held: boolean;
            /** Format: int32 */
            lock_ttl: number;
        };
        SearchPage: {
            calls: components["schemas"]["FoundCallView"][];
            complete: boolean;
            cursor?: null | string;
            next?: null | string;
            notes?: null | string[];
        };
        SenderView: {
            signed_in: boolean;
            business_id: null | string;
            operator: boolean;
            role: null | string;
            may_remove_opt_outs: boolean;
            keyless: boolean;
            identity_provider: boolean;
        };
        SessionBody: {
            api_key: string;
        };
        SessionList: {
            sessions: components["schemas"]["OpenSessionView"][];
        };
        SessionView: {
            business_id: null | string;
            operator: boolean;
            role: string;
            /** Format: date-time */
            expires_at: string;
        };
        SettingsBody: {
            profile?: null | ("prosaas" | "vomind" | "relevel" | "standalone");
            /** Format: int32 */
            slots?: null | number;
            /** Format: int32 */
            agents?: null | number;
            /** Format: int32 */
            agents_reserved?: null | number;
            rate_limits?: null | components["schemas"]["RateBody"][];
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            /** Format: int32 */
            ring_timeout?: null | number;
            /** Format: int32 */
            max_duration?: null | number;
            machine?: null | ("off" | "detect" | "hangup" | "message");
            /** @default false */
            machine_wait?: null | boolean;
            voicemail_message?: null | string;
            retry?: null | components["schemas"]["RetryBody"];
            retention?: null | components["schemas"]["RetentionBody"];
            carrier?: null | string;
            number?: null | number | string;
            caller_ids?: null | (string | components["schemas"]["CallerIdBody"])[];
            caller_id_policy?: null | ("sticky" | "fixed" | "local" | "round_robin");
            default_country?: null | number | string;
            webhook?: null | components["schemas"]["WebhookBody"];
            callback?: null | components["schemas"]["CallTemplateBody"];
            roster?: null | components["schemas"]["CallTemplateBody"];
            contact_caps?: null | components["schemas"]["ContactCapBody"][];
            veto?: null | components["schemas"]["VetoBody"];
            /**
             * Format: int32
             * @default 24
             */
            recently_called_hours?: null | number;
            /**
             * Format: int32
             * @default 1826
             */
            ledger_days?: null | number;
            countries?: null | string[];
            prefixes?: null | string[];
            trunks?: null | string[];
            /** Format: int32 */
            dials_per_hour?: null | number;
            /** Format: int32 */
            dials_per_day?: null | number;
            /** Format: int32 */
            minutes_per_day?: null | number;
            cost_per_day?: null | number;
            /** @default true */
            hold_on_jump?: null | boolean;
        };
        SettingsChangeBody: {
            profile?: null | ("prosaas" | "vomind" | "relevel" | "standalone");
            /** Format: int32 */
            slots?: null | number;
            /** Format: int32 */
            agents?: null | number;
            /** Format: int32 */
            agents_reserved?: null | number;
            rate_limits?: null | components["schemas"]["RateBody"][];
            window?: null | string | components["schemas"]["WindowBody"];
            timezone?: null | string;
            /** Format: int32 */
            ring_timeout?: null | number;
            /** Format: int32 */
            max_duration?: null | number;
            machine?: null | ("off" | "detect" | "hangup" | "message");
            machine_wait?: null | boolean;
            voicemail_message?: null | string;
            retry?: null | components["schemas"]["RetryBody"];
            retention?: null | components["schemas"]["RetentionBody"];
            carrier?: null | string;
            number?: null | number | string;
            caller_ids?: null | (string | components["schemas"]["CallerIdBody"])[];
            caller_id_policy?: null | ("sticky" | "fixed" | "local" | "round_robin");
            default_country?: null | number | string;
            webhook?: null | components["schemas"]["WebhookBody"];
            callback?: null | components["schemas"]["CallTemplateBody"];
            roster?: null | components["schemas"]["CallTemplateBody"];
            contact_caps?: null | components["schemas"]["ContactCapBody"][];
            veto?: null | components["schemas"]["VetoBody"];
            /** Format: int32 */
            recently_called_hours?: null | number;
            /** Format: int32 */
            ledger_days?: null | number;
            countries?: null | string[];
            prefixes?: null | string[];
            trunks?: null | string[];
            /** Format: int32 */
            dials_per_hour?: null | number;
            /** Format: int32 */
            dials_per_day?: null | number;
            /** Format: int32 */
            minutes_per_day?: null | number;
            cost_per_day?: null | number;
            hold_on_jump?: null | boolean;
        };
        SettingsView: {
            profile: null | string;
            /** Format: int32 */
            slots: null | number;
            /** Format: int32 */
            agents: null | number;
            /** Format: int32 */
            agents_reserved: null | number;
            rate_limits: null | components["schemas"]["RateView"][];
            window: null | components["schemas"]["JsonNode"];
            timezone: null | string;
            /** Format: int32 */
            ring_timeout: null | number;
            /** Format: int32 */
            max_duration: null | number;
            machine: null | string;
            machine_wait: null | boolean;
            voicemail_message: null | string;
            retry: null | components["schemas"]["RetryView"];
            retention: null | components["schemas"]["RetentionView"];
            carrier: null | string;
            number: null | string;
            caller_ids: null | components["schemas"]["CallerIdView"][];
            caller_id_policy: null | string;
            webhook: null | components["schemas"]["WebhookView"];
            callback: null | components["schemas"]["CallbackView"];
            roster: null | components["schemas"]["CallbackView"];
            contact_caps: null | components["schemas"]["RateView"][];
            veto: null | components["schemas"]["VetoView"];
            default_country: null | string;
            /** Format: int32 */
            recently_called_hours: null | number;
            /** Format: int32 */
            ledger_days: null | number;
            countries: null | string[];
            prefixes: null | string[];
            trunks: null | string[];
            /** Format: int32 */
            dials_per_hour: null | number;
            /** Format: int32 */
            dials_per_day: null | number;
            /** Format: int32 */
            minutes_per_day: null | number;
            /** Format: double */
            cost_per_day: null | number;
            hold_on_jump: null | boolean;
        };
        SpecialNumberHit: {
            kind: string;
            /** Format: int32 */
            count: number;
            lines: number[];
        };
        StatsNumbers: {
            /** Format: int64 */
            waiting: number;
            /** Format: int64 */
            active: number;
            /** Format: int64 */
            completed: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            delayed: number;
            /** Format: int64 */
            total: number;
        };
        StatsView: {
            success: boolean;
            stats: components["schemas"]["StatsNumbers"];
            held_by?: null | string[];
        };
        StatusQueue: {
            name: string;
            health: string;
            /** Format: int64 */
            active: number;
            /** Format: int64 */
            waiting: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            completed: number;
            /** Format: int64 */
            delayed: number;
            crons: components["schemas"]["CronView"][];
        };
        StatusView: {
            success: boolean;
            queue: components["schemas"]["StatusQueue"];
            /** Format: int64 */
            queue_size: number;
            /** Format: int64 */
            scheduled_calls: number;
            /** Format: int64 */
            active_calls: number;
            /** Format: double */
            processing_rate: number;
            /** Format: double */
            success_rate: number;
            /** Format: double */
            failure_rate: number;
            /** Format: double */
            average_call_duration: number;
            held_by?: null | string[];
        };
        StopQueueBody: {
            run_id: number | string;
            /** @default false */
            hang_up_live?: null | boolean;
            business_id?: null | number | string;
        };
        StoppedRun: {
            success: boolean;
            run_id: string;
            status: string;
            /** Format: int32 */
            cancelled_count: number;
            /** Format: int32 */
            active: number;
            changed_since?: null | components["schemas"]["ChangedSince"];
        };
        TakenMessage: {
            message_id: string;
            status: string;
            job_id: null | string;
            job_status: null | string;
            reason: null | string;
        };
        TakenWebhook: {
            success: boolean;
            applied: boolean;
            retry_scheduled: boolean;
            result: string;
            error?: null | string;
        };
        TopicEvent: {
            topic: string;
            business?: null | components["schemas"]["BusinessView"];
            leases?: null | components["schemas"]["LeaseView"][];
            runs?: null | components["schemas"]["RunView"][];
            run?: null | components["schemas"]["RunView"];
            trunks?: null | components["schemas"]["TrunkView"][];
            problems?: null | components["schemas"]["ProblemView"][];
        };
        TriggeredView: {
            success: boolean;
            message: string;
            /** Format: int32 */
            started: number;
        };
        TrunkList: {
            trunks: components["schemas"]["TrunkView"][];
        };
        TrunkStopView: {
            reason: string;
            /** Format: date-time */
            stopped_at: string;
            /** Format: date-time */
            probe_at: string;
            /** Format: int32 */
            rejected_probes: number;
        };
        TrunkView: {
            id: string;
            carrier: string;
            state: string;
            /** Format: int32 */
            channels: number;
            /** Format: double */
            dials_per_second: null | number;
            shares: {
                [key: string]: number;
            };
            /** Format: date-time */
            paused_until: null | string;
            stop: null | components["schemas"]["TrunkStopView"];
            business_stops: components["schemas"]["BusinessStopView"][];
        };
        Unreached: {
            /** Format: int64 */
            count: number;
            indexes: number[];
        };
        UsageView: {
            /** Format: int32 */
            hour_dials: number;
            /** Format: date-time */
            hour_ends_at: null | string;
            /** Format: int32 */
            day_dials: number;
            /** Format: double */
            day_minutes: number;
            /** Format: double */
            day_cost: number;
            /** Format: date-time */
            day_ends_at: null | string;
            /** Format: date-time */
            jumped_at: null | string;
        };
        VetoBody: {
            /** Format: uri */
            url: string;
            secret?: null | string;
            /** @default 5 */
            timeout_seconds?: null | number;
            /** @default hold */
            on_timeout?: null | ("dial" | "hold");
        };
        VetoView: {
            url: string;
            secret: null | string;
            /** Format: double */
            timeout_seconds: null | number;
            on_timeout: null | string;
        };
        WebhookBody: {
            /** Format: uri */
            url: string;
            secret?: null | string;
        };
        WebhookView: {
            url: string;
            secret: null | string;
        };
        WhyView: {
            call_id: string;
            status: string;
            held_by: components["schemas"]["HoldView"][];
            /** Format: int64 */
            position: null | number;
            /** Format: date-time */
            expected_at: null | string;
            zones: string[];
            /** Format: date-time */
            window_opens_at: null | string;
            /** Format: date-time */
            deadline: null | string;
        };
        WindowBody: {
            mon?: null | string[];
            tue?: null | string[];
            wed?: null | string[];
            thu?: null | string[];
            fri?: null | string[];
            sat?: null | string[];
            sun?: null | string[];
            closed?: null | string[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAudit: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                timezone?: string;
                action?: string;
                by?: string;
                before?: number;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditList"];
                };
            };
        };
    };
    getAuditExport: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                };
            };
        };
    };
    getAdminAudit: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                timezone?: string;
                action?: string;
                by?: string;
                before?: number;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditList"];
                };
            };
        };
    };
    getAdminAuditExport: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                };
            };
        };
    };
    getBusinesses: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessPage"];
                };
            };
        };
    };
    getBusinessesById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessView"];
                };
            };
        };
    };
    putBusinessesById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessView"];
                };
            };
        };
    };
    patchBusinessesById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessView"];
                };
            };
        };
    };
    postBusinessesByIdPause: {
        parameters: {
            query?: {
                preview?: string;
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessView"] | components["schemas"]["PreviewView"];
                };
            };
        };
    };
    postBusinessesByIdResume: {
        parameters: {
            query?: {
                preview?: string;
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessView"] | components["schemas"]["PreviewView"];
                };
            };
        };
    };
    postBusinessesByIdConfirmJump: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessView"];
                };
            };
        };
    };
    getBusinessesByIdEvents: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["BusinessProgress"];
                };
            };
        };
    };
    getBusinessesByIdCeilings: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CeilingsView"];
                };
            };
        };
    };
    putBusinessesByIdCeilings: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CeilingsBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CeilingsView"];
                };
            };
        };
    };
    patchBusinessesByIdCeilings: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CeilingsChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CeilingsView"];
                };
            };
        };
    };
    postCallsQueue: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueCallBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedCall"];
                };
            };
        };
    };
    postCallsBulkQueue: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueueBulkBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedRun"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedRun"];
                };
            };
        };
    };
    getCalls: {
        parameters: {
            query?: {
                state?: "queued" | "scheduled" | "active" | "completed" | "failed";
                start?: number;
                end?: number;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallsPage"];
                };
            };
        };
    };
    getCallsActive: {
        parameters: {
            query?: {
                start?: number;
                end?: number;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActiveCalls"];
                };
            };
        };
    };
    getCallsSearch: {
        parameters: {
            query?: {
                number?: string;
                number_ending?: string;
                custom_call_id?: string;
                carrier_call_id?: string;
                lead_id?: string;
                campaign_id?: string;
                run_id?: string;
                batch_id?: string;
                state?: string;
                outcome?: string;
                from?: string;
                to?: string;
                timezone?: string;
                limit?: number;
                cursor?: string;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchPage"];
                };
            };
        };
    };
    getCallsById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallView"];
                };
            };
        };
    };
    getCallsByIdStatus: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallView"];
                };
            };
        };
    };
    getCallsByIdRecording: {
        parameters: {
            query?: {
                attempt?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/mpeg": string;
                };
            };
        };
    };
    getCallsByIdWhy: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhyView"];
                };
            };
        };
    };
    postCallsByIdCancel: {
        parameters: {
            query?: {
                preview?: string;
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CancelBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallOrdered"] | components["schemas"]["PreviewView"];
                };
            };
        };
    };
    postCallsByIdRetry: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallOrdered"];
                };
            };
        };
    };
    postCallsByIdPriority: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriorityBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallOrdered"];
                };
            };
        };
    };
    getConfig: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigView"];
                };
            };
        };
    };
    postOptOut: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OptOutBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumbersAdded"];
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query?: {
                topics?: string;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["TopicEvent"];
                };
            };
        };
    };
    postErase: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EraseBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureView"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
        };
    };
    getHistory: {
        parameters: {
            query?: {
                run_id?: string;
                resolution?: "minute" | "ten_minutes" | "day";
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryView"];
                };
            };
        };
    };
    getRuns: {
        parameters: {
            query?: {
                status?: string;
                from?: string;
                to?: string;
                timezone?: string;
                start?: number;
                end?: number;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
        };
    };
    postRuns: {
        parameters: {
            query?: {
                run_id?: number | string;
                batch_id?: number | string;
                dry_run?: boolean;
                message?: string;
                ssml?: boolean;
                voice?: string;
                flow_name?: string;
                answer_url?: string;
                recording_enabled?: boolean;
                recording_channels?: "mono" | "dual";
                machine?: "off" | "detect" | "hangup" | "message";
                machine_wait?: boolean;
                voicemail_message?: string;
                priority?: ("urgent" | "high" | "normal" | "low") | number;
                window?: string;
                timezone?: string;
                scheduled_at?: string;
                deadline?: string;
                consent?: string;
                max_retries?: number;
                country?: unknown;
                retry_delay?: number;
                retry_factor?: number;
                ring_timeout?: number;
                max_duration?: number;
                skip_invalid?: boolean;
                allow_duplicates?: boolean;
                again?: boolean;
                phone_column?: string[];
                map?: string[];
                file_name?: string;
                answer_rate?: number;
                talk_seconds?: number;
                ring_seconds?: number;
                price_per_minute?: number;
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListBody"];
                "text/csv": string;
                "application/x-ndjson": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedList"];
                };
            };
        };
    };
    getQueueStats: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatsView"];
                };
            };
        };
    };
    getQueueStatus: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusView"];
                };
            };
        };
    };
    postQueueTrigger: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggeredView"];
                };
            };
        };
    };
    getJobsHealth: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobsHealth"];
                };
            };
        };
    };
    getAdminQueues: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminQueuesView"];
                };
            };
        };
    };
    postOutboundStopQueue: {
        parameters: {
            query?: {
                preview?: string;
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StopQueueBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoppedRun"] | components["schemas"]["PreviewView"];
                };
            };
        };
    };
    getOutboundJobsById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboundJob"];
                };
            };
        };
    };
    getDoNotCall: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedNumbersPage"];
                };
            };
        };
    };
    postDoNotCall: {
        parameters: {
            query?: {
                phone_column?: string[];
                map?: string[];
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoNotCallBody"];
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumbersAdded"];
                };
            };
        };
    };
    deleteDoNotCall: {
        parameters: {
            query?: {
                reason?: string;
                phone_column?: string[];
                map?: string[];
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoNotCallRemovalBody"];
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumbersRemoved"];
                };
            };
        };
    };
    getDoNotCallByNumber: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedNumberView"];
                };
            };
        };
    };
    deleteDoNotCallByNumber: {
        parameters: {
            query?: {
                reason?: string;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumbersRemoved"];
                };
            };
        };
    };
    getDoNotCallByNumberRemovals: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovalsView"];
                };
            };
        };
    };
    getAdminDoNotCall: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedNumbersPage"];
                };
            };
        };
    };
    postAdminDoNotCall: {
        parameters: {
            query?: {
                phone_column?: string[];
                map?: string[];
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoNotCallBody"];
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumbersAdded"];
                };
            };
        };
    };
    deleteAdminDoNotCall: {
        parameters: {
            query?: {
                reason?: string;
                phone_column?: string[];
                map?: string[];
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoNotCallRemovalBody"];
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumbersRemoved"];
                };
            };
        };
    };
    getAdminDoNotCallByNumber: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedNumberView"];
                };
            };
        };
    };
    deleteAdminDoNotCallByNumber: {
        parameters: {
            query?: {
                reason?: string;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumbersRemoved"];
                };
            };
        };
    };
    getAdminDoNotCallByNumberRemovals: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovalsView"];
                };
            };
        };
    };
    getEvidence: {
        parameters: {
            query?: {
                run?: string;
                number?: string;
                persons?: "shown" | "hidden";
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                };
            };
        };
    };
    getEvidenceKey: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceKeyView"];
                };
            };
        };
    };
    postQueueScheduleCall: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleCallBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledJob"];
                };
            };
        };
    };
    postQueueScheduleDelayedCall: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleCallBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledJob"];
                };
            };
        };
    };
    postQueueScheduleRecurringCall: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecurringCallBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledJob"];
                };
            };
        };
    };
    postQueueScheduleBulkCalls: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleBulkBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledJobs"];
                };
            };
        };
    };
    getQueueWaiting: {
        parameters: {
            query?: {
                start?: number;
                end?: number;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    getQueueDelayed: {
        parameters: {
            query?: {
                start?: number;
                end?: number;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    getQueueActive: {
        parameters: {
            query?: {
                start?: number;
                end?: number;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    getQueueCompleted: {
        parameters: {
            query?: {
                start?: number;
                end?: number;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    getQueueFailed: {
        parameters: {
            query?: {
                start?: number;
                end?: number;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    postQueuePause: {
        parameters: {
            query?: {
                preview?: string;
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuePaused"] | components["schemas"]["PreviewView"];
                };
            };
        };
    };
    postQueueResume: {
        parameters: {
            query?: {
                preview?: string;
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuePaused"] | components["schemas"]["PreviewView"];
                };
            };
        };
    };
    postQueueClean: {
        parameters: {
            query?: {
                preview?: string;
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CleanBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobsCleaned"] | components["schemas"]["PreviewView"];
                };
            };
        };
    };
    getQueueJobById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    deleteQueueJobById: {
        parameters: {
            query?: {
                preview?: string;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CancelBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDone"] | components["schemas"]["PreviewView"];
                };
            };
        };
    };
    postQueueJobByIdRetry: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDone"];
                };
            };
        };
    };
    getKeys: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyList"];
                };
            };
        };
    };
    postKeys: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKeyBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyView"];
                };
            };
        };
    };
    postKeysByIdRotate: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["KeyRotationBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyView"];
                };
            };
        };
    };
    deleteKeysById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
        };
    };
    getRoster: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RosterView"];
                };
            };
        };
    };
    getRosterContacts: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactsPage"];
                };
            };
        };
    };
    postRosterContacts: {
        parameters: {
            query?: {
                phone_column?: string[];
                map?: string[];
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactsBody"];
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactsTaken"];
                };
            };
        };
    };
    getRosterContactsById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
        };
    };
    putRosterContactsById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplacedContactBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
        };
    };
    deleteRosterContactsById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactRemoved"];
                };
            };
        };
    };
    patchRosterContactsById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
        };
    };
    getRosterContactsByIdWhy: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactWhyView"];
                };
            };
        };
    };
    getRunsById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
        };
    };
    postRunsByIdStop: {
        parameters: {
            query?: {
                preview?: string;
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CancelBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoppedRun"] | components["schemas"]["PreviewView"];
                };
            };
        };
    };
    postRunsByIdPause: {
        parameters: {
            query?: {
                preview?: string;
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"] | components["schemas"]["PreviewView"];
                };
            };
        };
    };
    postRunsByIdResume: {
        parameters: {
            query?: {
                preview?: string;
            };
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"] | components["schemas"]["PreviewView"];
                };
            };
        };
    };
    postRunsByIdAgain: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AgainBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedRun"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedRun"];
                };
            };
        };
    };
    getRunsByIdResults: {
        parameters: {
            query?: {
                format?: "jsonl" | "csv";
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": components["schemas"]["RunResultLine"];
                    "text/csv": string;
                };
            };
        };
    };
    getRunsByIdEvents: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["RunView"];
                };
            };
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postRunsPlan: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPlan"];
                };
            };
        };
    };
    getSchedules: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePage"];
                };
            };
        };
    };
    postSchedules: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewScheduleBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
        };
    };
    getSchedulesById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
        };
    };
    putSchedulesById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
        };
    };
    deleteSchedulesById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchSchedulesById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleChangeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
        };
    };
    postSchedulesByIdPause: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
        };
    };
    postSchedulesByIdResume: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
        };
    };
    postSchedulesByIdRun: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OrderBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccurrenceView"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderView"];
                };
            };
        };
    };
    postSession: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSessions: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
        };
    };
    deleteSessionsById: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenSessionView"];
                };
            };
        };
    };
    getTrunks: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrunkList"];
                };
            };
        };
    };
    postTrunksByIdReopen: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrunkView"];
                };
            };
        };
    };
    postWebhookWhatsappIncoming: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncomingBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingAnswer"];
                };
            };
        };
    };
    postWebhooksCall: {
        parameters: {
            query?: never;
            header?: {
                "X-Business-Id"?: string;
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProviderWebhookBody"];
                "application/x-www-form-urlencoded": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenWebhook"];
                };
            };
        };
    };
}
