using System.Text.RegularExpressions;
using CallQueue.CloudRun;
using CallQueue.Compose;
using CallQueue.Images;
using CallQueue.Kubernetes;

namespace CallQueue;

public sealed class VersionTests
{
    [Fact]
    public void Every_image_that_is_run_says_its_version() =>
        ComposeFile.Load().Services.Values.Select(service => service.Image)
            .Concat(Manifests.Pods.Values.SelectMany(pod => pod.Spec.Containers).Select(container => container.Image))
            .Concat(Manifests.Kustomization.Images.Select(image => $"{image.NewName}:{image.NewTag}"))
            .Append(CloudRunService.Gateway.Image)
            .ShouldAllBe(image => image.Contains(':') && !image.EndsWith(":latest") && !image.EndsWith(':'));

    [Fact]
    public void Our_images_say_the_one_version_number()
    {
        string version = Regex.Match(Repository.Text("Directory.Build.props"), "<Version>(.+)</Version>").Groups[1].Value;
        string[] images =
        [
            .. ComposeFile.Load().Services.Values.Where(service => service.Build is not null).Select(service => service.Image),
            Manifests.Silos.Container().Image, Manifests.Gateways.Container().Image, CloudRunService.Gateway.Image,
            .. Manifests.Kustomization.Images.Select(image => $"{image.NewName}:{image.NewTag}"),
        ];
        images.ShouldAllBe(image => image.EndsWith(":" + version));
        Dockerfile.Load().Shipped.Select(stage => stage.All("ARG").ShouldHaveSingleItem()).ShouldAllBe(argument => argument == "VERSION=" + version);
        Regex.Matches(Repository.Text("silo.Dockerfile"), @"-t callqueue[\w-]*:(\S+)").Select(match => match.Groups[1].Value).ShouldAllBe(tag => tag == version);
    }
}
