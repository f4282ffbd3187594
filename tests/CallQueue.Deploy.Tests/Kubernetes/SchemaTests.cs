using YamlDotNet.Core;

namespace CallQueue.Kubernetes;

public sealed class SchemaTests
{
    public static TheoryData<string> Files => [.. Repository.Files(Manifests.Folder, ".yaml").Where(file => !file.EndsWith("/kustomization.yaml"))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_manifest_has_only_known_keys_all_required_ones_and_allowed_values(string file)
    {
        string yaml = Repository.Text(file);
        List<object> objects = Manifests.Load(yaml);
        objects.ShouldNotBeEmpty();
        objects.SelectMany(found => Schema.Missing(found, found.GetType().Name)).ShouldBeEmpty();
        Schema.WrongValues(yaml).ShouldBeEmpty();
    }

    [Fact]
    public void Everything_in_the_folder_is_applied_but_the_example_of_a_secret()
    {
        string[] files = [.. Repository.Files(Manifests.Folder, ".yaml").Select(file => file[(Manifests.Folder.Length + 1)..])];
        string[] own = [.. files.Where(file => !file.Contains('/', StringComparison.Ordinal))];
        Manifests.Kustomization.Resources.ShouldBe(own.Except(["kustomization.yaml", "secret.example.yaml"]), ignoreOrder: true);

        // A folder within is a variant: the same, with what it adds.
        foreach (IGrouping<string, string> variant in files.Except(own).GroupBy(file => file[..file.IndexOf('/', StringComparison.Ordinal)]))
        {
            string kustomization = Repository.Text($"{Manifests.Folder}/{variant.Key}/kustomization.yaml");
            foreach (string resource in variant.Select(file => file[(variant.Key.Length + 1)..]).Except(["kustomization.yaml"]).Append(".."))
                kustomization.ShouldContain($"  - {resource}\n");
        }
    }

    [Fact]
    public void A_misspelt_key_an_unknown_kind_a_missing_key_and_a_wrong_value_are_found()
    {
        Should.Throw<YamlException>(() => Manifests.Load("apiVersion: apps/v1\nkind: Deployment\nspec: { replica: 3 }"));
        Should.Throw<KeyNotFoundException>(() => Manifests.Load("apiVersion: apps/v2\nkind: Deployment"));

        string unnamed = "apiVersion: apps/v1\nkind: Deployment\nspec: { selector: {}, template: { spec: { containers: [{ image: a:1 }] } } }";
        Schema.Missing(Manifests.Load(unnamed).Single(), "").ShouldBe([".Spec.Template.Spec.Containers[].Name"]);

        Schema.WrongValues("env: [{ name: A, value: 1 }, { name: B, value: \"1\" }]").ShouldBe(["value: 1 needs quotes"]);
        Schema.WrongValues("policyTypes: [Ingress, Egres]").ShouldBe(["policyTypes: Egres"]);
    }
}
