using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace CallQueue.Cluster;

public sealed class SuppressedWarningsTests
{
    private const string Silo = "Orleans.Runtime.Silo";
    private const string Watchdog = "Orleans.Runtime.Watchdog";
    private const string Reminders = "Orleans.Hosting.ReminderOptionsValidator";
    private const string Membership = "Orleans.Runtime.MembershipService.MembershipTableManager";
    private const string Stalled = "LogWarningParticipantCheckThreadStalled";

    [Theory]
    [InlineData(Silo, "LogWarningSiloGcNotRunningWithServerGC", false)]
    [InlineData(Silo, "LogWarningSiloGcMultiCoreSystem", false)]
    [InlineData(Reminders, "LogWarnFastReminderInterval", false)]
    [InlineData(Membership, "LogWarningNodeRestarted", false)]
    [InlineData(Membership, "LogWarningNodeMigrated", true)]
    [InlineData(Silo, "LogWarningSomeGrainsFailedToDeactivate", true)]
    [InlineData("Orleans.Runtime.Other", "LogWarnFastReminderInterval", true)]
    public void Only_the_named_warnings_are_dropped(string category, string name, bool isLogged) =>
        LoggedAfter(TimeSpan.Zero, category, name, []).ShouldBe(isLogged);

    [Theory]
    [InlineData(40, 25, true)]
    [InlineData(40, 1_000, false)]
    public void A_stall_is_dropped_only_where_it_is_longer_than_the_silo_has_existed(int age, int stall, bool isLogged) =>
        LoggedAfter(TimeSpan.FromSeconds(age), Watchdog, Stalled, [new("TimeSinceLastTick", TimeSpan.FromSeconds(stall))]).ShouldBe(isLogged);

    /// <summary>The others come with every first start, and TcpTests fails when their names change.</summary>
    [Theory]
    [InlineData(Watchdog, Stalled, "{TimeSinceLastTick}")]
    [InlineData(Membership, "LogWarningNodeRestarted", "restarted on same host")]
    public void Orleans_still_names_those_so_that_not_every_start_shows(string category, string name, string message)
    {
        MethodInfo log = typeof(SiloLifecycleSubject).Assembly.GetType(category, throwOnError: true)!.GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

        log.GetCustomAttribute<LoggerMessageAttribute>()!.Message.ShouldContain(message);
    }

    private static bool LoggedAfter(TimeSpan age, string category, string name, KeyValuePair<string, object?>[] state)
    {
        var time = new FakeTimeProvider();
        var services = new ServiceCollection();
        using var lines = new Counter();
        services.AddLogging(logging => logging.AddProvider(lines)).AddSingleton<TimeProvider>(time).SuppressStartWarnings();
        using ServiceProvider provider = services.BuildServiceProvider();
        ILogger log = provider.GetRequiredService<ILoggerFactory>().CreateLogger(category);
        time.Advance(age);

        log.Log(LogLevel.Warning, new EventId(1, name), state, null, (_, _) => "");

        return lines.Count == 1;
    }

    private sealed class Counter : ILoggerProvider, ILogger
    {
        public int Count { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count++;

        public void Dispose()
        {
        }
    }
}
