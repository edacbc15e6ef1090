// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A scheme that an exercise can plant.
 *
 * @param label as an order names it
 * @param posts where it can be planted
 * @param traces names of the engine's indicators that its offences show
 * @param tells those of them that tell an offence from its look-alikes
 * @param alikes labels of its look-alikes, of three kinds at least
 */
public record SchemeInfo(String label, List<Post> posts, Set<String> traces, Set<String> tells, List<String> alikes) {
    public SchemeInfo {
        posts = List.copyOf(posts);
        traces = Collections.unmodifiableSet(new TreeSet<>(traces));
        tells = Collections.unmodifiableSet(new TreeSet<>(tells));
        alikes = List.copyOf(alikes);
    }
}
