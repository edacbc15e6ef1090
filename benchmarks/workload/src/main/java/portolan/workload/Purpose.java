// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/** What a stream of dice is for, so that two of them never agree by accident. */
enum Purpose {
    SHIPPER(1),
    CONSIGNEE(2),
    FORWARDER(3),
    BOOKING(4),
    CONSIGNMENT(5),
    AMENDMENT(6),
    FATE(7),
    ROSTER(8),
    SAILING(9),
    VESSEL(10),
    GROUPAGE(11),
    RISKY_PAIR(12),
    IDENTITY(13),
    REPORT(14),
    SEQUEL(15),
    CAMPAIGN(16),
    ACT(17),
    OFFENCE(18),
    CENTRE(19),
    NOTORIETY(20),
    DIVERSION(21),
    MASTER(22),
    ARTEFACT(23);

    /** Feeds the seed: changing it changes every feed. */
    private final int number;

    Purpose(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
