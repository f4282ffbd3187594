using CallQueue.CarrierLab;

LabOptions options;
try
{
    options = LabArguments.Parse(args);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(LabArguments.Help);
    return 2;
}
await using Lab lab = await Lab.StartAsync(options);
Console.WriteLine($"listening on {lab.Url}");
await lab.WaitForShutdownAsync();
return 0;
