// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All schemes that can be planted. */
public final class Schemes {
    private static final List<Scheme> ALL = Stream.of(SeaDeeds.ALL, GoodsDeeds.ALL, PartyDeeds.ALL, BorderDeeds.ALL)
            .flatMap(List::stream)
            .sorted(Comparator.comparing(Scheme::label))
            .toList();

    private Schemes() {}

    public static List<SchemeInfo> all() {
        return ALL.stream().map(Scheme::info).toList();
    }

    /** Those that the post can have. */
    public static List<SchemeInfo> at(Post post) {
        return of(post).stream().map(Scheme::info).toList();
    }

    static List<Scheme> of(Post post) {
        return ALL.stream().filter(scheme -> scheme.posts().contains(post)).toList();
    }

    /**
     * The scheme of that label.
     *
     * @throws IllegalArgumentException if the post cannot have it
     */
    static Scheme named(String label, Post post) {
        return of(post).stream()
                .filter(scheme -> scheme.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such scheme at this post: scheme=" + label
                        + ", world=" + post.label() + ", known="
                        + String.join(", ", of(post).stream().map(Scheme::label).toList())));
    }
}
