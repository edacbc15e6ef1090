// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;

/** The places of one bill, at most one of each kind, whatever order a message names them in. */
final class Route {
    /** As goods travel. */
    private static final List<LegFunction> ORDER = List.of(
            LegFunction.RECEIPT, LegFunction.LOAD, LegFunction.TRANSSHIP, LegFunction.DISCHARGE, LegFunction.DELIVERY);

    private final Map<LegFunction, Leg> legs = new EnumMap<>(LegFunction.class);
    private final Values values;

    Route(Values values) {
        this.values = values;
    }

    /** The place with this function, made if need be. */
    Leg at(LegFunction function) {
        return legs.computeIfAbsent(function, any -> {
            Leg leg = new Leg();
            leg.setFunction(function);
            return leg;
        });
    }

    /** The place with this function; null where there is none. */
    @Nullable
    Leg known(LegFunction function) {
        return legs.get(function);
    }

    /** Names a place by code, word or both, unless both are blank. */
    void name(LegFunction function, String code, String name) {
        String meant = values.text(values.meaning("routing[" + function + "].locode", code));
        String word = values.text(name);
        if (meant != null || word != null) {
            Leg leg = at(function);
            leg.setLocode(meant);
            leg.setName(word);
        }
    }

    List<Leg> legs() {
        List<Leg> route = new ArrayList<>();
        for (LegFunction function : ORDER) {
            Leg leg = legs.get(function);
            if (leg != null) {
                leg.setSeq(route.size() + 1);
                route.add(leg);
            }
        }
        return route;
    }
}
