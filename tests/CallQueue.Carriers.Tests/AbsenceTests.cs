using CallQueue.Carriers.Plivo;
using CallQueue.Carriers.Twilio;

namespace CallQueue.Carriers;

public sealed class AbsenceTests
{
    [Fact]
    public void Absence_is_never_believed_while_a_request_may_be_under_way()
    {
        (TwilioWire.Options() with { AbsenceBelievedAfter = TimeSpan.FromSeconds(15) }).FindProblem().ShouldBe("AbsenceBelievedAfter must be longer than RequestTimeout");
        (PlivoWire.Options() with { AbsenceBelievedAfter = TimeSpan.FromSeconds(15) }).FindProblem().ShouldBe("AbsenceBelievedAfter must be longer than RequestTimeout");
    }
}
