using System.Globalization;
using System.Text.Json;
using CallQueue.Benchmarks.Load;
using CallQueue.Benchmarks.Wire.Lab;
using CallQueue.Benchmarks.Wire.Systems;

namespace CallQueue.Benchmarks.Wire;

/// <summary>Whole lives over HTTP, of every system in turn.</summary>
internal sealed class WireProgram : IAsyncDisposable
{
    private static readonly TimeSpan MeasureLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan QuietStep = TimeSpan.FromMilliseconds(500);
    private const int QuietSteps = 12;
    private const double QuietCores = 0.05;

    private readonly WireSettings _settings;
    private readonly WireTable _table;
    private readonly Report _progress = new(TimeProvider.System);
    private readonly MeasuredProcess _lab = MeasuredProcess.Start("dotnet", [OwnProgram, "wire-lab"]);
    private readonly HttpClient _http = new() { Timeout = MeasureLimit };
    private int _carrierPort;
    private int _numbers;

    private WireProgram(WireSettings settings) => (_settings, _table) = (settings, new WireTable(settings));

    /// <summary>The file of this program.</summary>
    public static string OwnProgram => Path.Combine(AppContext.BaseDirectory, "CallQueue.Benchmarks.dll");

    public static async Task<int> RunAsync(WireSettings settings)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("wire reads the CPU time of processes from /proc: it runs on Linux only");
            return 2;
        }

        await using var program = new WireProgram(settings);
        return await program.MeasureAsync() ? 0 : 1;
    }

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _http.Dispose();
        if (Directory.Exists(_settings.DataFolder)) Directory.Delete(_settings.DataFolder, recursive: true);
    }

    private async Task<bool> MeasureAsync()
    {
        _carrierPort = int.Parse(await _lab.FirstLine, CultureInfo.InvariantCulture);
        _http.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_carrierPort}"));
        await WarmLabAsync();
        bool isWhole = true;
        for (int round = 0; round < _settings.Rounds; round++)
        {
            // Each round begins with another system, so that none always follows the same one.
            for (int i = 0; i < _settings.Systems.Count; i++)
            {
                string name = _settings.Systems[(i + round) % _settings.Systems.Count];
                try
                {
                    await MeasureAsync(round, name);
                }
                catch (Exception e) when (e is InvalidOperationException or HttpRequestException or TimeoutException or IOException or OperationCanceledException or System.ComponentModel.Win32Exception)
                {
                    isWhole = false;
                    _table.Failed(name, e.Message);
                    _progress.Progress($"{name}: {e}");
                }
            }
        }

        _table.Print();
        return isWhole;
    }

    /// <summary>The lab's just-in-time compiler is done before anything is measured.</summary>
    private async Task WarmLabAsync()
    {
        await using WireSystem floor = WireSystems.Make("floor", _settings, _carrierPort, _settings.DataFolder);
        await floor.StartAsync();
        WireShape shape = _settings.Shapes[0];
        for (int i = 0; i < 3; i++) await LiveAsync(floor, shape, Whole(_settings.Calls, shape));
    }

    private async Task MeasureAsync(int round, string name)
    {
        string folder = Path.Combine(_settings.DataFolder, string.Create(CultureInfo.InvariantCulture, $"{round}-{_numbers}"));
        Directory.CreateDirectory(folder);
        await using WireSystem system = WireSystems.Make(name, _settings, _carrierPort, folder);
        WireShape shape = _settings.Shapes[0];
        await ResetAsync(system, shape, isReady: false);
        await system.StartAsync();
        await ResetAsync(system, shape, isReady: true);
        LabFigures first = (await LiveAsync(system, shape, shape.Businesses)).Seen;
        double firstDial = TimeProvider.System.GetElapsedTime(system.Processes[0].StartedAt, first.FirstDialAt).TotalSeconds;
        double idle = system.Processes.Sum(process => MeasuredProcess.Megabytes(process.Id));
        Say(round, name, $"first dial after {firstDial:0.00} s, {idle:0} MB");

        await LiveAsync(system, shape, Whole(_settings.ShortWarmUp, shape));
        await AddAsync(isWarm: false, shape);
        await LiveAsync(system, shape, Whole(_settings.WarmUp, shape));
        foreach (WireShape each in _settings.Shapes)
        {
            await LiveAsync(system, each, each.AllSlots);

            // In every other round those with viewers come first: a later measurement has a warmer process.
            bool[] viewed = _settings.Viewers == 0 ? [false] : round % 2 == 0 ? [false, true] : [true, false];
            foreach (bool isViewed in viewed) await AddAsync(isWarm: true, each, isViewed);
        }

        _table.Add(name, new WireStart(firstDial, idle, system.Processes.Sum(process => MeasuredProcess.Megabytes(process.Id))));

        async Task AddAsync(bool isWarm, WireShape of, bool isViewed = false)
        {
            WireFigures figures = isViewed ? await ViewedAsync(system, of) : await LiveAsync(system, of, _settings.CallsOf(of));
            _table.Add(new WireRow(name, of.Text, isWarm, isViewed), figures);
            Say(round, name, $"{of.Text} {(isWarm ? "warm" : "new")}{(isViewed ? $", {_settings.Viewers} viewers" : "")}: {figures.PerSecond:0}/s, {figures.AllCpu:0.000} ms ({figures.SystemCpu * 1000 / figures.Lives:0.000} + Redis {figures.RedisCpu * 1000 / figures.Lives:0.000} + lab {figures.LabCpu * 1000 / figures.Lives:0.000}), p50 {figures.Seen.TurnaroundP50:0.0} ms, p99 {figures.Seen.TurnaroundP99:0.0} ms, others {figures.OtherCores:0.0} cores");
        }
    }

    /// <summary>The same while people look at the first business.</summary>
    private async Task<WireFigures> ViewedAsync(WireSystem system, WireShape shape)
    {
        await using WireViewers viewers = await WireViewers.OpenAsync(system, shape, _settings.Viewers);
        return await LiveAsync(system, shape, _settings.CallsOf(shape), viewers);
    }

    /// <summary>Lets so many calls live, and checks that each was dialed once and recorded.</summary>
    private async Task<WireFigures> LiveAsync(WireSystem system, WireShape shape, int calls, WireViewers? viewers = null)
    {
        string run = string.Create(CultureInfo.InvariantCulture, $"run{_numbers}");
        int first = _numbers;
        _numbers += calls;
        if (_numbers > 9_999_999) throw new InvalidOperationException("there are no more telephone numbers; measure fewer calls or rounds");
        await system.EnqueueAsync(shape, run, first, calls);
        await QuietAsync(system);
        await ResetAsync(system, shape, isReady: true);
        Spent before = Spent.Of(system, _lab);
        Viewed? viewedBefore = viewers?.Now;
        long start = TimeProvider.System.GetTimestamp();
        await system.ReleaseAsync(shape);
        (await _http.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/lab/wait?ended={calls}"))).Dispose();
        Spent ended = Spent.Of(system, _lab);
        Viewed? viewed = viewers?.Now.Since(viewedBefore!);
        await QuietAsync(system);
        Spent after = Spent.Of(system, _lab);
        LabFigures seen = await FiguresAsync();
        double seconds = TimeProvider.System.GetElapsedTime(start, seen.LastEndAt).TotalSeconds;
        if (seen.Dials != calls || seen.Repeated > 0 || seen.Refused > 0 || seen.MostLive > shape.AllSlots)
            throw new InvalidOperationException($"of {calls} calls {seen.Dials} were dialed, {seen.Repeated} of them again, {seen.Refused} webhooks were refused, and {seen.MostLive} calls were live at once on {shape.AllSlots} slots");
        if (await system.RecordedAsync(shape, run) is { } recorded && recorded != calls) throw new InvalidOperationException($"{recorded} of {calls} calls are recorded as completed");
        double others = Math.Max(0, ended.Machine - before.Machine - (ended.All - before.All)) / seconds;
        return new WireFigures(calls, seconds, after.System - before.System, after.Redis - before.Redis, after.Lab - before.Lab, others, seen) { Viewed = viewed };
    }

    /// <summary>Waits until the system does next to nothing: what it does after the last call belongs to the calls.</summary>
    private static async Task QuietAsync(WireSystem system)
    {
        double last = System();
        for (int i = 0; i < QuietSteps; i++)
        {
            await Task.Delay(QuietStep, TimeProvider.System);
            double now = System();
            if (now - last < QuietCores * QuietStep.TotalSeconds) return;
            last = now;
        }

        double System() => system.Processes.Sum(process => MeasuredProcess.CpuSeconds(process.Id));
    }

    private async Task ResetAsync(WireSystem system, WireShape shape, bool isReady)
    {
        string ports = isReady && system.WebhookPorts.Count > 1 ? string.Join(',', system.WebhookPorts) : "";
        string query = string.Create(CultureInfo.InvariantCulture, $"slots={shape.AllSlots}&talk={shape.ShortestTalk}-{shape.LongestTalk}&ports={ports}");
        using HttpResponseMessage response = await _http.PostAsync($"/lab/reset?{query}", null);
        response.EnsureSuccessStatusCode();
    }

    private async Task<LabFigures> FiguresAsync() => JsonSerializer.Deserialize<LabFigures>(await _http.GetStringAsync("/lab/figures"))!;

    private static int Whole(int calls, WireShape shape) => Math.Max(1, calls / shape.Businesses) * shape.Businesses;

    private void Say(int round, string name, FormattableString text) =>
        _progress.Progress(string.Create(CultureInfo.InvariantCulture, $"round {round + 1} of {_settings.Rounds}, {name}: {FormattableString.Invariant(text)}"));

    private readonly record struct Spent(double System, double Redis, double Lab, double Machine)
    {
        public double All => System + Redis + Lab;

        public static Spent Of(WireSystem system, MeasuredProcess lab) => new(
            system.Processes.Sum(process => MeasuredProcess.CpuSeconds(process.Id)),
            system.Redis is { } redis ? MeasuredProcess.CpuSeconds(redis) : 0,
            MeasuredProcess.CpuSeconds(lab.Id),
            MeasuredProcess.MachineSeconds());
    }
}
