using System.ComponentModel.DataAnnotations;
using CallQueue.Storage;
using CallQueue.Timing;

namespace CallQueue.Hosting;

/// <summary>How the standalone host runs actors. Read once, when it opens.</summary>
internal sealed record StandaloneHostOptions
{
    /// <summary>An actor without turns for this long is deactivated; its records stay. Default 2 min, at least 1 s.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A fired alarm that its actor neither set nor cleared fires again after this long. Default 30 s, at least 1 s.</summary>
    public TimeSpan AlarmRefireAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What a commit survives. Default <see cref="Durability.Full"/>: a power failure.</summary>
    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>Encrypts the records. Default: they are stored as they are.</summary>
    public RecordCipher Cipher { get; init; } = RecordCipher.None;

    /// <summary>Measures alarms. Default: nothing.</summary>
    public AlarmInstruments Instruments { get; init; } = CallQueueInstruments.None.Alarms;

    /// <exception cref="ValidationException">A value is out of its range.</exception>
    public void Check()
    {
        if (IdleAfter < TimeSpan.FromSeconds(1)) throw new ValidationException($"{nameof(IdleAfter)} must be at least 1 s.");
        if (AlarmRefireAfter < TimeSpan.FromSeconds(1)) throw new ValidationException($"{nameof(AlarmRefireAfter)} must be at least 1 s.");
    }
}
