using System.Net;
using System.Text;

namespace CallQueue.Agents;

public sealed class SessionsAnswerTests
{
    [Theory]
    [InlineData("""{"free":5,"total":20,"outbound":10}""", 0, 15)]
    [InlineData("""{"free":5,"total":20,"outbound":10,"draining":true}""", 0, 15)]
    [InlineData("""{"free":20,"total":20,"outbound":0}""", 3, 17)]
    [InlineData("""{"free":5,"total":20,"outbound":10}""", 18, 2)]
    [InlineData("""{"free":5,"total":20}""", 0, 5)]
    [InlineData("""{"free":0,"total":0}""", 0, 0)]
    [InlineData("""{"free":0,"total":3,"outbound":3}""", 9, 0)]
    public void Free_sessions_and_those_of_calls_of_ours_count_less_the_reserve(string body, int reserved, int sessions) =>
        Read(HttpStatusCode.OK, body, reserved).ShouldBe(new SessionsAnswer(sessions, null));

    [Theory]
    [InlineData(200, """{"free":-3,"total":20}""", "answers with free -3, and a whole number from 0 to 100000 is needed")]
    [InlineData(200, """{"free":100001,"total":100001}""", "answers with free 100001, and a whole number from 0 to 100000 is needed")]
    [InlineData(200, """{"free":99999999999999999999999,"total":1}""", "answers with free 99999999999999999999…, and")]
    [InlineData(200, """{"free":2.5,"total":20}""", "answers with free 2.5, and")]
    [InlineData(200, """{"free":"5","total":20}""", "answers with free \"5\", and")]
    [InlineData(200, """{"free":5,"total":null}""", "answers with total null, and")]
    [InlineData(200, """{"total":20}""", "answers without free; needed is a JSON object such as")]
    [InlineData(200, """{"free":20}""", "answers without total; needed is")]
    [InlineData(200, """{"free":12,"total":20,"outbound":10}""", "answers with free 12 and outbound 10, which is more than total 20")]
    [InlineData(200, """{"free":100000,"total":100000,"outbound":100000}""", "more than total 100000")]
    [InlineData(200, "[5,20]", "answers with no JSON object; needed is")]
    [InlineData(200, "OK", "answers with no JSON; needed is")]
    [InlineData(200, "", "answers with no JSON; needed is")]
    [InlineData(404, """{"free":5,"total":20}""", "answers with HTTP 404, and 200 is needed")]
    [InlineData(302, "", "answers with HTTP 302, and 200 is needed")]
    [InlineData(503, "", "answers with HTTP 503, and 200 is needed")]
    public void Whatever_is_odd_about_an_answer_counts_as_no_session(int status, string body, string problem)
    {
        SessionsAnswer answer = Read((HttpStatusCode)status, body, 0);
        answer.Sessions.ShouldBe(0);
        answer.Problem.ShouldNotBeNull().ShouldContain(problem);
    }

    [Fact]
    public void A_long_answer_is_not_read() =>
        Read(HttpStatusCode.OK, $"{{\"free\":5,\"total\":20,\"note\":\"{new string('x', SessionsAnswer.MostBytes)}\"}}", 0).Problem.ShouldBe("answers with more than 4096 bytes");

    private static SessionsAnswer Read(HttpStatusCode status, string body, int reserved) => SessionsAnswer.Read(status, Encoding.UTF8.GetBytes(body), reserved);
}
