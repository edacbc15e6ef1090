// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.PublishedText;
import portolan.pipeline.PublishedText.Role;
import portolan.scoring.rules.Document;

/**
 * Documents of a kind of which one of each name is in force, or none.
 *
 * @param <T> what those that are in force come to together
 */
final class NewestByName<T> implements ByTime {
    private final NavigableMap<PublishedText, Optional<Document>> byTime = new TreeMap<>();
    private final Function<List<Text>, T> together;

    /** What is in force from which time on, ascending; made anew with every change. */
    private List<From<T>> times;

    /**
     * Nothing, yet.
     *
     * @param together makes what is asked for of all that is in force, in the order of names
     */
    NewestByName(Function<List<Text>, T> together) {
        this.together = together;
        this.times = List.of(new From<>(Long.MIN_VALUE, together.apply(List.of())));
    }

    /** A document that is in force, and how it came to be. */
    record Text(PublishedText published, Document document) {}

    private record From<T>(long time, T value) {}

    @Override
    public void add(PublishedText published, @Nullable Document document) {
        byTime.put(published, Optional.ofNullable(document));
        reckon();
    }

    private void reckon() {
        List<From<T>> reckoned = new ArrayList<>();
        reckoned.add(new From<>(Long.MIN_VALUE, together.apply(List.of())));
        TreeMap<String, Text> inForce = new TreeMap<>();
        byTime.forEach((published, document) -> {
            Text before = follow(inForce, published, document.orElse(null));
            if (before != null || document.isPresent()) {
                reckoned.add(new From<>(published.orderTime(), together.apply(List.copyOf(inForce.values()))));
            }
        });
        times = List.copyOf(reckoned);
    }

    /** Puts one in force or ends it; what was in force under its name before, if that is over. */
    private static @Nullable Text follow(
            Map<String, Text> inForce, PublishedText published, @Nullable Document document) {
        if (document != null) {
            return inForce.put(document.name(), new Text(published, document));
        }
        Text newest = inForce.get(published.name());
        // One that another has followed is over already.
        return newest != null && newest.document().version() == published.version()
                ? inForce.remove(published.name())
                : null;
    }

    /** What is in force at this time; what was put in force in the same millisecond is. */
    T at(long orderTime) {
        int i = times.size() - 1;
        while (i > 0 && times.get(i).time() > orderTime) {
            i--;
        }
        return times.get(i).value();
    }

    @Override
    public List<PublishedText> takeReplaced(long orderTime) {
        List<PublishedText> replaced = new ArrayList<>();
        TreeMap<String, Text> inForce = new TreeMap<>();
        byTime.forEach((published, document) -> {
            if (published.orderTime() > orderTime) {
                return;
            }
            Text before = follow(inForce, published, document.orElse(null));
            if (before != null) {
                replaced.add(before.published());
            }
            if (published.role() == Role.RETIRED) {
                replaced.add(published);
            }
        });
        if (!replaced.isEmpty()) {
            replaced.forEach(byTime::remove);
            reckon();
        }
        return replaced;
    }
}
