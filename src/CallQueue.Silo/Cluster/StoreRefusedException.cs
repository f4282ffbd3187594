namespace CallQueue.Cluster;

/// <summary>The cluster's store answers, and calls can't safely be kept in it as it is.</summary>
/// <param name="message">What is wrong and what to do; a whole sentence.</param>
/// <param name="inner">The cause.</param>
internal sealed class StoreRefusedException(string message, Exception? inner = null) : Exception(message, inner);
