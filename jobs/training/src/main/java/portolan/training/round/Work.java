// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.SearchTime;
import portolan.training.measure.Sitting;
import portolan.training.papers.PaperSet;

/** What one trainee has done so far, as the journal says it. */
final class Work {
    private static final double MILLIS_A_MINUTE = 60_000;

    private final Map<String, Pick> picks = new LinkedHashMap<>();
    private final Map<String, Set<String>> marks = new TreeMap<>();
    private final Map<String, Set<PaperSet.Kind>> asked = new TreeMap<>();
    private final Set<String> looked = new TreeSet<>();
    private final List<Sitting.Used> used = new ArrayList<>();
    private String rule = "";
    private long lastAt;

    void take(Entry entry) {
        String key = entry.key() == null ? "" : entry.key();
        switch (entry.what()) {
            case PICKED -> picks.put(key, entry.pick());
            case UNPICKED -> picks.remove(key);
            case MARKED -> {
                if (entry.fields() == null || entry.fields().isEmpty()) {
                    marks.remove(key);
                } else {
                    marks.put(key, Set.copyOf(entry.fields()));
                }
            }
            case ASKED ->
                asked.computeIfAbsent(key, any -> EnumSet.noneOf(PaperSet.Kind.class))
                        .addAll(Objects.requireNonNullElse(entry.papers(), Set.of()));
            case LOOKED -> {
                looked.add(key);
                return;
            }
            case RULED -> rule = entry.rule() == null ? "" : entry.rule();
            default -> {
                return;
            }
        }
        lastAt = entry.at();
        used.add(new Sitting.Used(lastAt, picks.size()));
    }

    List<Pick> picks() {
        return List.copyOf(picks.values());
    }

    boolean hasPicked(String key) {
        return picks.containsKey(key);
    }

    /** Whether a pick is within the budget and the minutes of inspection, in the place of an earlier one of its key. */
    Answer admits(Pick pick, Exercise exercise) {
        if (!hasPicked(pick.key()) && picks.size() >= exercise.budget()) {
            return Answer.OVER_BUDGET;
        }
        SearchTime search = exercise.search();
        return search == null || spent(search, pick.key()) + cost(pick, search) <= search.minutes()
                ? Answer.COUNTS
                : Answer.NO_TIME;
    }

    /** Whether the minutes of inspection suffice for one more paper. */
    Answer admits(PaperSet.Kind paper, Exercise exercise) {
        SearchTime search = exercise.search();
        if (search == null) {
            return Answer.NO_SUCH_PAPER;
        }
        return spent(search, "") + search.paper() <= search.minutes() ? Answer.COUNTS : Answer.NO_TIME;
    }

    /** Minutes of inspection that are left; 0 where the exercise has none. */
    int minutesLeft(Exercise exercise) {
        SearchTime search = exercise.search();
        return search == null ? 0 : search.minutes() - spent(search, "");
    }

    /**
     * Minutes of inspection that are used up.
     *
     * @param without key of a pick that does not count; empty for none
     */
    private int spent(SearchTime search, String without) {
        int papers = asked.values().stream().mapToInt(Set::size).sum();
        return search.cost(papers, false, false)
                + picks.values().stream()
                        .filter(pick -> !pick.key().equals(without))
                        .mapToInt(pick -> cost(pick, search))
                        .sum();
    }

    private static int cost(Pick pick, SearchTime search) {
        return search.cost(0, pick.place() != null, pick.scan());
    }

    /** Papers of a consignment that were asked for. */
    Set<PaperSet.Kind> asked(String key) {
        return asked.getOrDefault(key, Set.of());
    }

    /** Consignments whose page was opened. */
    Set<String> looked() {
        return Set.copyOf(looked);
    }

    /** Whether nothing of it is left to be judged. */
    boolean isIdle() {
        return picks.isEmpty() && asked.isEmpty() && marks.isEmpty() && rule.isEmpty();
    }

    Map<String, Set<String>> marks() {
        return Collections.unmodifiableMap(new TreeMap<>(marks));
    }

    /** Empty where none was written. */
    String rule() {
        return rule;
    }

    Sitting sitting(Progress progress) {
        long startedAt = progress.started().startedAt().toEpochMilli();
        return new Sitting(
                picks.values().stream()
                        .map(pick -> new Sitting.Choice(
                                pick.key(), pick.reasons(), pick.confidence(), pick.place(), pick.scan()))
                        .toList(),
                marks,
                asked,
                used.stream()
                        .map(one -> new Sitting.Used(one.at() - startedAt, one.picks()))
                        .toList(),
                progress.ended().toEpochMilli() - startedAt,
                Math.max(0, lastAt - startedAt) / MILLIS_A_MINUTE);
    }
}
