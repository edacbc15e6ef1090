// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Finding;

/**
 * One thing that is measured of a consignment, made once by the class that measures it. Rules and archives know it by
 * {@link #ruleName()}, stored bytes by {@link #storedName()}. There is one object of each: its identity is its
 * equality.
 */
public class Indicator implements Comparable<Indicator> {
    private final Definition definition;
    private final String storedName;
    private final @Nullable Indicator whole;

    // Written once, by listed: whoever asks for them goes through the class that holds the list.
    private int slot = -1;
    private List<Indicator> parts = List.of();

    /** @throws IllegalArgumentException when the definition leaves something unsaid */
    public Indicator(Definition definition) {
        this(definition.complete(), null);
    }

    private Indicator(Definition definition, @Nullable Indicator whole) {
        this.definition = definition;
        this.storedName = definition.name().toUpperCase(Locale.ROOT);
        this.whole = whole;
    }

    /**
     * All of these with their slots, in this order, and behind them their parts: so whoever has no part needs no place
     * for any.
     *
     * @throws IllegalArgumentException when one is listed twice
     */
    public static List<Indicator> listed(List<? extends Indicator> undivided) {
        Set<String> names = new HashSet<>();
        for (Indicator indicator : undivided) {
            if (!names.add(indicator.ruleName()) || indicator.slot >= 0) {
                throw new IllegalArgumentException(
                        "listed twice, take one of the lines out of Indicators: indicator=" + indicator.ruleName());
            }
        }
        List<Indicator> all = new ArrayList<>(undivided);
        for (Indicator indicator : undivided) {
            if (indicator.definition.isByFind()) {
                indicator.parts = Finding.OFFENCES.stream()
                        .map(finding -> new Indicator(
                                indicator.definition.named(indicator.ruleName()
                                        + '_'
                                        + finding.name().toLowerCase(Locale.ROOT)),
                                indicator))
                        .toList();
                all.addAll(indicator.parts);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            all.get(i).slot = i;
        }
        return List.copyOf(all);
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
        return Objects.requireNonNull(definition.asked());
    }

    /** The name in rules, archives and JSON: lower case with underscores. */
    public String ruleName() {
        return definition.name();
    }

    /** The name in savepoints and other stored bytes: the same in upper case. */
    public String storedName() {
        return storedName;
    }

    /**
     * Its place in a flat array of readings, from 0; never stored, so the order of the list is free to change.
     *
     * @throws IllegalStateException when it is in no list
     */
    public int slot() {
        if (slot < 0) {
            throw new IllegalStateException(
                    "not the listed one, ask Indicators for it or give it a line there: indicator=" + ruleName());
        }
        return slot;
    }

    /** By the order of the list. */
    @Override
    public int compareTo(Indicator other) {
        return Integer.compare(slot(), other.slot());
    }

    @Override
    public String toString() {
        return ruleName();
    }
}
