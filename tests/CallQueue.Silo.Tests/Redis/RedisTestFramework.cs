using System.Reflection;
using CallQueue.Postgres;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("CallQueue.Redis.RedisTestFramework", "CallQueue.Silo.Tests")]

namespace CallQueue.Redis;

/// <summary>
/// Skips tests that need Redis or PostgreSQL where it is not installed, and says so. An attribute in place of Fact could not: the suite
/// that every host passes brings its own facts.
/// </summary>
public sealed class RedisTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkExecutor(assembly, sources, messages)
    {
        protected override void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions) =>
            base.RunTestCases(testCases.Select(Skip), executionMessageSink, executionOptions);

        private IXunitTestCase Skip(IXunitTestCase test) =>
            RedisServer.Executable is null && Needs<NeedsRedisAttribute>(test) ? new Skipped(DiagnosticMessageSink, test, "redis-server is not installed here")
            : PostgresServer.Programs is null && Needs<NeedsPostgresAttribute>(test) ? new Skipped(DiagnosticMessageSink, test, "PostgreSQL is not installed here (Debian: apt-get install postgresql)")
            : test;

        private static bool Needs<T>(IXunitTestCase test) => test.TestMethod.TestClass.Class.GetCustomAttributes(typeof(T)).Any();
    }

    private sealed class Skipped : XunitTestCase
    {
        [Obsolete("For deserialization only.")]
        public Skipped()
        {
        }

        public Skipped(IMessageSink messages, IXunitTestCase test, string reason)
            : base(messages, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, test.TestMethod, test.TestMethodArguments) =>
            SkipReason = reason;
    }
}
