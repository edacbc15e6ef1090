// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Words;
import portolan.training.world.Dealt;
import portolan.training.world.Planted;

/**
 * An offence beside an honest consignment that looks like it.
 *
 * @param offence null where a picked consignment is no double of any offence of this exercise
 * @param alike null where the offence has no double
 * @param both signs that both show, in words
 * @param only signs that only the offence shows, in words
 */
public record Pair(@Nullable Side offence, @Nullable Side alike, List<String> both, List<String> only) {
    public Pair {
        both = List.copyOf(both);
        only = List.copyOf(only);
    }

    /**
     * The pair that a consignment belongs to: of several doubles the one that shows most of the same.
     *
     * @param bill an offence, one of its doubles, or ordinary traffic
     */
    static Pair of(Dealt.Bill bill, List<Dealt.Bill> window, Words words) {
        Side own = Side.of(bill, words);
        Planted planted = bill.planted();
        if (planted == null) {
            return new Pair(null, own, List.of(), List.of());
        }
        List<Side> others = new ArrayList<>();
        for (Dealt.Bill other : window) {
            Planted its = other.planted();
            if (its != null && its.pair().equals(planted.pair()) && its.offends() != planted.offends()) {
                others.add(Side.of(other, words));
            }
        }
        Side other = others.stream()
                .max(Comparator.comparingInt((Side one) -> one.inCommon(own).size())
                        .thenComparing(Side::key))
                .orElse(null);
        Side offence = planted.offends() ? own : other;
        Side alike = planted.offends() ? other : own;
        return new Pair(offence, alike, both(offence, alike, words), only(offence, alike, words));
    }

    private static List<String> both(@Nullable Side offence, @Nullable Side alike, Words words) {
        return offence == null || alike == null ? List.of() : Asks.inWords(offence.inCommon(alike), words);
    }

    private static List<String> only(@Nullable Side offence, @Nullable Side alike, Words words) {
        if (offence == null) {
            return List.of();
        }
        Set<String> only = new TreeSet<>(offence.tells().isEmpty() ? offence.traces() : offence.tells());
        if (alike != null) {
            only.removeAll(alike.traces());
        }
        return Asks.inWords(only, words);
    }
}
