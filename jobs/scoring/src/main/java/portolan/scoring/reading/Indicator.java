// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Finding;

/**
 * One thing that is measured of a consignment: a row of {@code indicators.txt}, which the class that measures it asks
 * for by name. Rules and archives know it by {@link #ruleName()}, stored bytes by {@link #storedName()}. There is one
 * object of each: its identity is its equality.
 */
public final class Indicator implements Comparable<Indicator> {
    private static final List<Indicator> ALL = all(Definition.all());
    private static final Map<String, Indicator> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Indicator::ruleName, Function.identity()));

    private final Definition definition;
    private final String storedName;
    private final @Nullable Indicator whole;
    private final int slot;

    // Written once, before anybody sees the list.
    private List<Indicator> parts = List.of();

    private Indicator(Definition definition, @Nullable Indicator whole, int slot) {
        this.definition = definition;
        this.storedName = definition.name().toUpperCase(Locale.ROOT);
        this.whole = whole;
        this.slot = slot;
    }

    /** In the order of the rows, and behind them their parts: so whoever has no part needs no place for any. */
    private static List<Indicator> all(List<Definition> definitions) {
        List<Indicator> all = new ArrayList<>();
        for (Definition definition : definitions) {
            all.add(new Indicator(definition, null, all.size()));
        }
        for (Indicator whole : List.copyOf(all)) {
            if (whole.definition.isByFind()) {
                int first = all.size();
                for (Finding finding : Finding.OFFENCES) {
                    String part = whole.ruleName() + '_' + finding.name().toLowerCase(Locale.ROOT);
                    all.add(new Indicator(whole.definition.named(part), whole, all.size()));
                }
                whole.parts = List.copyOf(all.subList(first, all.size()));
            }
        }
        return List.copyOf(all);
    }

    /** All of them by slot: parts last. */
    public static List<Indicator> all() {
        return ALL;
    }

    /** The one that rules call so; null where there is none. */
    public static @Nullable Indicator orNull(String ruleName) {
        return BY_NAME.get(ruleName);
    }

    /**
     * The same, of a name that is known to be one.
     *
     * @throws IllegalArgumentException when {@code indicators.txt} has no such row
     */
    public static Indicator named(String ruleName) {
        Indicator indicator = BY_NAME.get(ruleName);
        if (indicator == null) {
            throw new IllegalArgumentException("there is no such indicator: " + ruleName);
        }
        return indicator;
    }

    /** What it is, in words. */
    public Definition definition() {
        return definition;
    }

    /** The rate of all offences that this is a part of; null of what is no part. */
    public @Nullable Indicator whole() {
        return whole;
    }

    /** Whether it is what another one counts, of one kind of find: so it needs no words of its own. */
    public boolean isPart() {
        return whole != null;
    }

    /** Of a rate of offences its parts, one for each of {@link Finding#OFFENCES} in their order; else none. */
    public List<Indicator> parts() {
        return parts;
    }

    public Unit unit() {
        return definition.unit();
    }

    /** The event that it is read from, in words; null where it is read of what is stated, or of a memory. */
    public @Nullable String event() {
        return definition.event();
    }

    /** What to ask the filer for when it fires. */
    public DocumentsAsked asked() {
        return definition.asked();
    }

    /** The name in rules, archives and JSON: lower case with underscores. */
    public String ruleName() {
        return definition.name();
    }

    /** The name in savepoints and other stored bytes: the same in upper case. */
    public String storedName() {
        return storedName;
    }

    /** Its place in a flat array of readings, from 0; never stored, so the order of the rows is free to change. */
    public int slot() {
        return slot;
    }

    /** By the order of the rows. */
    @Override
    public int compareTo(Indicator other) {
        return Integer.compare(slot, other.slot);
    }

    @Override
    public String toString() {
        return ruleName();
    }
}
