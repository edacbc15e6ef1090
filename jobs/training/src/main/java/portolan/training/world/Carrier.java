// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.List;
import portolan.workload.CheckDigits;

/**
 * A carrier of the worlds; all are invented.
 *
 * @param code as filings name it; of an airline the prefix of its waybills
 * @param mark of its boxes, seals, flights or plates
 */
record Carrier(String code, String name, String mark, String flag) {
    private static final List<Carrier> FEEDERS = List.of(
            new Carrier("QADF", "ADRINOVA FEEDERS", "QADU", "MT"),
            new Carrier("QIOF", "IONIKA FEEDER LINE", "QIOU", "GR"),
            new Carrier("QTYF", "TYRSENIA CONTAINER LINE", "QTYU", "IT"),
            new Carrier("QMDF", "MERIDENTA SHIPPING", "QMDU", "CY"));
    private static final List<Carrier> HAULIERS = List.of(
            new Carrier("QHKT", "KORATRANS", "AA", "AL"),
            new Carrier("QHDT", "DRINI KARGO RRUGE", "AB", "AL"),
            new Carrier("QHSR", "SHARRI TRANSPORTE", "01", "XK"),
            new Carrier("QHBP", "BISTRA PREVOZ", "04", "XK"),
            new Carrier("QHPV", "PUGLIVIA AUTOTRASPORTI", "GK", "IT"));
    private static final List<Carrier> AIRLINES = List.of(
            new Carrier("913", "AQUILARIA CARGO", "QA", "TR"),
            new Carrier("947", "DALMAVIA", "QD", "HR"),
            new Carrier("968", "RHENOVIA AIR CARGO", "QR", "DE"));

    static List<Carrier> of(Flow.Kind kind) {
        return switch (kind) {
            case BOX, EXPORT -> FEEDERS;
            case FERRY, ROAD -> HAULIERS;
            case AIR -> AIRLINES;
        };
    }

    /** A number from its stock of seals. */
    String seal(Dice dice) {
        return mark.substring(0, 2) + CheckDigits.digits(dice.next() >>> 1, 7);
    }
}
