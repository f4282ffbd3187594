using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("CallQueue.Redis.RedisTestFramework", "CallQueue.Silo.Tests")]

namespace CallQueue.Redis;

/// <summary>
/// Skips tests that need Redis where it is not installed, and says so. An attribute in place of Fact could not: the suite
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
            base.RunTestCases(RedisServer.Executable is null ? testCases.Select(Skip) : testCases, executionMessageSink, executionOptions);

        private IXunitTestCase Skip(IXunitTestCase test) =>
            test.TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsRedisAttribute)).Any() ? new Skipped(DiagnosticMessageSink, test) : test;
    }

    private sealed class Skipped : XunitTestCase
    {
        [Obsolete("For deserialization only.")]
        public Skipped()
        {
        }

        public Skipped(IMessageSink messages, IXunitTestCase test)
            : base(messages, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, test.TestMethod, test.TestMethodArguments) =>
            SkipReason = "redis-server is not installed here";
    }
}
