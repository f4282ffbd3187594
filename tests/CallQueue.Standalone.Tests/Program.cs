using CallQueue.Crashes;

// The tests start this assembly as a process of its own, to kill it or to keep it out of a data folder.
return args switch
{
    ["count", var folder] => await CrashingProgram.CountAsync(folder),
    ["hold", var folder] => await CrashingProgram.HoldAsync(folder),
    _ => 2,
};
