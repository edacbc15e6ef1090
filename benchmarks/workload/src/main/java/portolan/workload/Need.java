// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who can play a part: what a shipper of the feed must ship, or a cast of the campaign's own. */
enum Need {
    CAST {
        @Override
        boolean allows(Shipper shipper, Shipper.Line line) {
            return true;
        }
    },
    ANY {
        @Override
        boolean allows(Shipper shipper, Shipper.Line line) {
            return !line.goods().hs6().isEmpty();
        }
    },
    SEA {
        @Override
        boolean allows(Shipper shipper, Shipper.Line line) {
            return line.cargo() != 'A' && ANY.allows(shipper, line);
        }
    },
    /** Full boxes of goods that usually fill boxes. */
    SEA_FULL {
        @Override
        boolean allows(Shipper shipper, Shipper.Line line) {
            return line.cargo() == 'F' && line.goods().cargo().charAt(0) == 'F';
        }
    },
    SOURCE_PORT {
        @Override
        boolean allows(Shipper shipper, Shipper.Line line) {
            return SEA_FULL.allows(shipper, line) && shipper.ports().get(0).source();
        }
    },
    /** Goods that pay extra duty when made in China, and are. */
    DUTY_HIT {
        @Override
        boolean allows(Shipper shipper, Shipper.Line line) {
            return line.cargo() != 'A' && dutyHit(line.goods(), line.origin());
        }
    },
    /** Goods that are sold by the parcel. */
    PARCELS {
        @Override
        boolean allows(Shipper shipper, Shipper.Line line) {
            return line.goods().cargo().indexOf('A') >= 0
                    && line.goods().usdPerKg() >= 4
                    && line.goods().usdPerKg() < 200;
        }
    };

    /** Ours, after the kinds of goods that European anti-dumping duties have long been about. */
    private static final Set<String> DUTY_HIT_GOODS = Set.of(
            "731815", "871200", "691110", "690721", "760612", "854143", "732393", "761699", "830210", "820559",
            "401120", "391990");

    static boolean dutyHit(Goods goods, String origin) {
        return origin.equals("CN") && DUTY_HIT_GOODS.contains(goods.hs6());
    }

    abstract boolean allows(Shipper shipper, Shipper.Line line);

    boolean suits(Shipper shipper) {
        if (shipper.trader().natural()) {
            return false;
        }
        for (Shipper.Line line : shipper.lines()) {
            if (allows(shipper, line)) {
                return true;
            }
        }
        return false;
    }

    /** The shipper with only those of its goods that the part is about. */
    Shipper narrow(Shipper shipper) {
        List<Shipper.Line> lines = new ArrayList<>(shipper.lines().size());
        for (Shipper.Line line : shipper.lines()) {
            if (allows(shipper, line)) {
                lines.add(line);
            }
        }
        Shipper narrowed = lines.isEmpty() ? shipper : shipper.selling(lines);
        return this == SOURCE_PORT ? narrowed.loadingAt(shipper.ports().get(0)) : narrowed;
    }
}
