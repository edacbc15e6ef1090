// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/** An act of a play, with those whom it can reach. */
record Scene(Act act, Stage stage) {
    Campaign campaign() {
        return act.campaign();
    }

    /** Of the campaign: habits of an operator follow from it. */
    int number() {
        return campaign().number();
    }

    int step() {
        return act.step();
    }

    /** The host with those of its goods that the play is about. */
    Shipper host() {
        return act.play().need().narrow(whole());
    }

    /** The host with all it sells. */
    Shipper whole() {
        return stage.shipper(campaign().host(step()));
    }

    /** A shipper of this campaign alone. */
    Shipper cast(int member) {
        return stage.shipper(campaign().castShipper(member));
    }

    /** The number of a consignee of this campaign alone, unseen before. */
    int stranger(int member) {
        return campaign().castConsignee(member);
    }

    Trader receiver(int member) {
        return stage.consignee(stranger(member));
    }

    /** Dice for what holds throughout the campaign; the same ones at every call. */
    Dice dice() {
        return campaign().dice(stage.seed);
    }

    /** Goods that the host does not ship, by the means that it has in this play. */
    Shipper.Line otherLine(Shipper host, Dice dice) {
        return stage.otherLine(whole(), host.flies(), dice);
    }

    /** Puts another consignee into a bill. */
    void consign(BillVersion bill, int consignee, Dice dice) {
        stage.consign(bill, stage.consignee(consignee), dice);
    }
}
