// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;

/** The places of one bill, whatever order a message names them in. */
final class Route {
    /** As goods travel. */
    private static final List<LegFunction> ORDER = List.of(
            LegFunction.RECEIPT, LegFunction.LOAD, LegFunction.TRANSSHIP, LegFunction.DISCHARGE, LegFunction.DELIVERY);

    private final List<Leg> legs = new ArrayList<>();
    private final Values values;

    Route(Values values) {
        this.values = values;
    }

    /** The place with this function, made if need be. */
    Leg at(LegFunction function) {
        Leg known = known(function);
        return known != null ? known : made(function);
    }

    /** The first place with this function; null where there is none. */
    @Nullable
    Leg known(LegFunction function) {
        return legs.stream()
                .filter(leg -> leg.getFunction() == function)
                .findFirst()
                .orElse(null);
    }

    /** Adds a place named by code, word or both; null where both are blank. */
    @Nullable
    Leg add(LegFunction function, String code, String name) {
        String meant = values.text(values.meaning("routing[" + function + "].locode", code));
        String word = values.text(name);
        if (meant == null && word == null) {
            return null;
        }
        Leg leg = made(function);
        leg.setLocode(meant);
        leg.setName(word);
        return leg;
    }

    private Leg made(LegFunction function) {
        Leg leg = new Leg();
        leg.setFunction(function);
        legs.add(leg);
        return leg;
    }

    /** All of them, numbered in the order of travel. */
    List<Leg> legs() {
        legs.sort(Comparator.comparingInt(leg -> ORDER.indexOf(leg.getFunction())));
        for (int at = 0; at < legs.size(); at++) {
            legs.get(at).setSeq(at + 1);
        }
        return legs;
    }
}
