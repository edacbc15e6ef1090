// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.desk.index.FiledIdentities;
import portolan.desk.index.IdentityKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.training.world.Dealt;

/** What was filed before an exercise and in it, by who and what is in it: what the aids of history and links show. */
public final class Known {
    /** Names on more consignments are of forwarders and agents: they join everybody. */
    public static final int EVERYWHERE = 25;

    private static final int NEWEST = 12;

    private static final List<IdentityKind> OF_HISTORY =
            List.of(IdentityKind.PARTY, IdentityKind.CONTACT, IdentityKind.MEANS, IdentityKind.BOX);

    private static final Set<IdentityKind> JOINING =
            Set.of(IdentityKind.PARTY, IdentityKind.CONTACT, IdentityKind.ADDRESS, IdentityKind.BOX, IdentityKind.SEAL);

    private final Map<String, Earlier> byKey = new LinkedHashMap<>();
    private final Map<Name, Set<String>> byName = new HashMap<>();

    private record Name(IdentityKind kind, String value) {}

    /**
     * A consignment that was filed.
     *
     * @param outcome that was reported of it; null where none was
     * @param isHere whether it is of the exercise, and has a card
     */
    public record Earlier(
            String key, Instant at, Filing filing, @Nullable InspectionOutcome outcome, boolean isHere) {}

    /**
     * A party, contact, vehicle or box, with where else it was.
     *
     * @param count of other consignments
     * @param newest of them, the newest first
     */
    public record Subject(IdentityKind kind, String label, List<String> roles, int count, List<Earlier> newest) {
        public Subject {
            roles = List.copyOf(roles);
            newest = List.copyOf(newest);
        }

        /** Whether it joins nobody, as a forwarder or an agent. */
        public boolean isEverywhere() {
            return count > EVERYWHERE;
        }
    }

    /** @param past what had become known before, by time */
    Known(List<Dealt.Event> past) {
        for (Dealt.Event event : past) {
            if (event instanceof Dealt.Filed filed) {
                put(filed.filing(), Instant.ofEpochMilli(filed.at()), false);
            } else if (event instanceof Dealt.Reported reported) {
                InspectionOutcome outcome = reported.outcome();
                byKey.computeIfPresent(
                        outcome.getConsignmentKey(),
                        (key, was) -> new Earlier(key, was.at(), was.filing(), outcome, was.isHere()));
            }
        }
    }

    /** A consignment of the exercise has arrived; of one that is known already this is the newer version. */
    synchronized void arrived(Filing filing) {
        put(filing, filing.getFiledAt(), true);
    }

    private void put(Filing filing, Instant at, boolean isHere) {
        String key = filing.getConsignmentKey();
        Earlier was = byKey.get(key);
        byKey.put(key, new Earlier(key, at, filing, was == null ? null : was.outcome(), isHere));
        for (FiledIdentities.Filed one : FiledIdentities.of(filing)) {
            byName.computeIfAbsent(new Name(one.kind(), one.value()), any -> new LinkedHashSet<>())
                    .add(key);
        }
    }

    /** What was known of who and what is in a consignment: parties first. Ships carry everybody, and are left out. */
    synchronized List<Subject> history(Filing filing) {
        return subjects(filing, OF_HISTORY).stream()
                .filter(subject -> subject.kind() != IdentityKind.MEANS || !subject.isEverywhere())
                .toList();
    }

    /** What a consignment shares with others. */
    synchronized List<Subject> shared(Filing filing) {
        return subjects(filing, List.copyOf(new TreeSet<>(JOINING))).stream()
                .filter(subject -> subject.count() > 0)
                .toList();
    }

    /** Consignments that share something with this one, and with what: forwarders and agents join nobody. */
    synchronized Map<Earlier, List<Subject>> linked(Filing filing) {
        Map<Earlier, List<Subject>> linked = new LinkedHashMap<>();
        for (Subject subject : shared(filing)) {
            for (Earlier one : subject.isEverywhere() ? List.<Earlier>of() : subject.newest()) {
                linked.computeIfAbsent(one, any -> new ArrayList<>()).add(subject);
            }
        }
        return linked;
    }

    private List<Subject> subjects(Filing filing, List<IdentityKind> kinds) {
        Map<Name, List<FiledIdentities.Filed>> named = new LinkedHashMap<>();
        for (FiledIdentities.Filed one : FiledIdentities.of(filing)) {
            if (kinds.contains(one.kind())) {
                named.computeIfAbsent(new Name(one.kind(), one.value()), any -> new ArrayList<>())
                        .add(one);
            }
        }
        List<Subject> subjects = new ArrayList<>();
        named.forEach((name, places) -> {
            List<Earlier> others = byName.getOrDefault(name, Set.of()).stream()
                    .filter(key -> !key.equals(filing.getConsignmentKey()))
                    .map(byKey::get)
                    .toList();
            Set<String> roles = new LinkedHashSet<>();
            places.forEach(place -> roles.add(place.role()));
            roles.remove("");
            subjects.add(new Subject(
                    name.kind(),
                    places.get(0).label(),
                    List.copyOf(roles),
                    others.size(),
                    others.stream()
                            .sorted(Comparator.comparing(Earlier::at).reversed())
                            .limit(NEWEST)
                            .toList()));
        });
        subjects.sort(Comparator.comparingInt(subject -> kinds.indexOf(subject.kind())));
        return subjects;
    }
}
