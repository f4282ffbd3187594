using CallQueue.CloudRun;
using CallQueue.Compose;
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
}
