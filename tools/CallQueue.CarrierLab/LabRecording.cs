using System.Globalization;

namespace CallQueue.CarrierLab;

/// <summary>The recording of a fake call.</summary>
/// <param name="Id">The carrier's id of it.</param>
/// <param name="Url">Where its state goes.</param>
/// <param name="IsDual">Each side in a channel of its own.</param>
public sealed record LabRecording(string Id, string Url, bool IsDual = false)
{
    /// <summary>The sound: what it says is what a test looks for.</summary>
    public byte[] Sound => System.Text.Encoding.ASCII.GetBytes($"ID3 the sound of {Id}");

    /// <summary>Started seconds, as carriers bill them.</summary>
    public static string LengthOf(LabCall call) => call.TalkSeconds.ToString(CultureInfo.InvariantCulture);
}
