// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The profiles of all counterparties, and the one for those that have none. */
public final class Profiles {
    private final Map<String, Profile> byName = new TreeMap<>();
    private final Map<String, Profile> bySender = new TreeMap<>();

    private Profiles() {}

    /**
     * These profiles, and the {@link Profile#DEFAULT} one unless another has its name.
     *
     * @throws IllegalArgumentException when two have one name, or are for one sender
     */
    public static Profiles of(Collection<Profile> written) {
        Profiles profiles = new Profiles();
        for (Profile profile : written) {
            Profile other = profiles.byName.put(profile.name(), profile);
            if (other != null) {
                throw new IllegalArgumentException("two profiles have one name: name=" + profile.name());
            }
            if (profile.sender() != null) {
                Profile rival = profiles.bySender.put(profile.sender(), profile);
                if (rival != null) {
                    throw new IllegalArgumentException("two profiles are for one sender: sender=" + profile.sender()
                            + ", profiles=" + rival.name() + ", " + profile.name());
                }
            }
        }
        profiles.byName.putIfAbsent(Profile.DEFAULT.name(), Profile.DEFAULT);
        return profiles;
    }

    Set<String> names() {
        return byName.keySet();
    }

    /** The profile that the message names, else that of its sender, else the default one; null for an unknown name. */
    @Nullable
    Profile of(ReceivedMessage message) {
        if (message.profile() != null) {
            return byName.get(message.profile());
        }
        Profile sender = message.sender() == null ? null : bySender.get(message.sender());
        return sender != null ? sender : byName.get(Profile.DEFAULT.name());
    }
}
