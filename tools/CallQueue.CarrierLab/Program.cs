using CallQueue.CarrierLab;

LabOptions options;
try
{
    options = LabArguments.Parse([.. args.SkipWhile((word, i) => i == 0 && word == LabArguments.Health)]);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(LabArguments.Help);
    return 2;
}
if (args is [LabArguments.Health, ..]) return await Lab.AnswersAsync(options.Port) ? 0 : 1;

await using Lab lab = await Lab.StartAsync(options);
Console.WriteLine($"listening on {lab.Url}");
await lab.WaitForShutdownAsync();
return 0;
