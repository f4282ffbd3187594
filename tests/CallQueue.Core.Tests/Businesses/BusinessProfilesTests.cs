using CallQueue.Businesses;

namespace CallQueue.Core.Tests.Businesses;

public sealed class BusinessProfilesTests
{
    [Fact]
    public void Every_profile_is_valid_and_knows_its_name()
    {
        foreach (string name in BusinessProfiles.Names)
        {
            BusinessSettings settings = BusinessProfiles.Find(name).ShouldNotBeNull();
            settings.Profile.ShouldBe(name);
            settings.FindProblem().ShouldBeNull();
        }
    }
}
