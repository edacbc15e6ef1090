// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.time.LocalDate;
import java.util.List;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.OutcomeCode;
import portolan.training.papers.PaperSet.Kind;
import portolan.workload.CheckDigits;

/** What is done to boxes: seals, receivers at sea, and an export that others use. */
final class SeaDeeds {
    private static final List<String> SEALERS = List.of("CA", "SH", "TO");

    static final List<Scheme> ALL = List.of(
            Scheme.of("rip_on", OutcomeCode.PROHIBITED_GOODS, InspectionPlace.DOORS, Post.DURRES_PORT)
                    .offence("seal_changed port_exposure seal_reused", SeaDeeds::ripOn)
                    .alike("customs_reseal", "port_exposure", stage -> resealed(stage, "CU"))
                    .alike("seal_slip", "seal_changed port_exposure", SeaDeeds::sealSlip)
                    .alike("seal_damaged", "seal_changed", stage -> resealed(stage, "CA"))
                    .alike("seal_copied", "seal_reused port_exposure", SeaDeeds::sealCopied),
            Scheme.of("consignee_switch", OutcomeCode.SMUGGLED_GOODS, InspectionPlace.GOODS, Post.DURRES_PORT)
                    .offence("consignee_switch first_time_consignee", SeaDeeds::switched)
                    .alike("sold_at_sea", "consignee_switch", SeaDeeds::soldAtSea)
                    .alike("consignee_slip", "amendment_churn", SeaDeeds::consigneeSlip)
                    .alike("consignee_spelling", "amendment_churn", SeaDeeds::spelling),
            Scheme.of("ore_cover", OutcomeCode.PROHIBITED_GOODS, InspectionPlace.GOODS, Post.DURRES_PORT)
                    .offence(
                            "first_time_pair new_forwarder freight_paid_cash",
                            stage -> exported(stage, true, true, true))
                    .alike("export_customer", "first_time_pair", stage -> exported(stage, true, false, false))
                    .alike("export_agent", "new_forwarder", stage -> exported(stage, false, true, false))
                    .alike("cash_at_counter", "freight_paid_cash", stage -> exported(stage, false, false, true)));

    private SeaDeeds() {}

    private static List<Draft> ripOn(Stage stage) {
        Trade host = stage.host(trade -> trade.flow().exposed());
        Draft first = stage.first(host, stage.dice.between(28, 70));
        unsealed(first, stage.dice);
        // The same stock of false seals served another box some days ago.
        String seal = "HG" + CheckDigits.digits(stage.dice.next() >>> 1, 7);
        Trade other = stage.host(trade -> trade.flow().exposed() && trade.number() != host.number());
        stage.earlier(other, stage.dice.between(5, stage.days(40))).sealed(seal, stage.dice.oneOf(SEALERS));
        Draft second = first.amended(stage.at);
        second.sealed(seal, stage.dice.oneOf(SEALERS));
        Stage.lie(second, "seal", Kind.PACKING_LIST, first.units.get(0).seal());
        return List.of(first, second);
    }

    /** Customs at an exposed port, or the carrier elsewhere. */
    private static List<Draft> resealed(Stage stage, String by) {
        boolean customs = by.equals("CU");
        Trade host = stage.host(trade -> trade.flow().kind() == Flow.Kind.BOX
                && !trade.flow().direct()
                && trade.flow().exposed() == customs);
        Draft first = stage.first(host, stage.dice.between(28, 70));
        unsealed(first, stage.dice);
        Draft second = first.amended(stage.at);
        second.remark = customs ? "OPENED AND RESEALED BY CUSTOMS" : "SEAL BROKEN IN HANDLING, RESEALED BY CARRIER";
        second.sealed(
                customs
                        ? "DG" + CheckDigits.digits(stage.dice.next() >>> 1, 7)
                        : host.carrier().seal(stage.dice),
                by);
        Stage.stale(second, "seal", Kind.PACKING_LIST, first.units.get(0).seal());
        return List.of(first, second);
    }

    private static List<Draft> sealSlip(Stage stage) {
        Trade host = stage.host(trade -> trade.flow().exposed());
        Draft first = stage.first(host, stage.dice.between(20, 70));
        unsealed(first, stage.dice);
        Draft second = first.amended(stage.at);
        second.sealed(Numbers.retyped(first.units.get(0).seal(), stage.dice), "CA");
        Stage.stale(second, "seal", Kind.PACKING_LIST, first.units.get(0).seal());
        return List.of(first, second);
    }

    private static List<Draft> sealCopied(Stage stage) {
        Trade host = stage.host(trade -> trade.flow().exposed());
        Draft first = stage.first(host, stage.dice.between(20, 70));
        unsealed(first, stage.dice);
        Draft before = stage.earlier(host, stage.dice.between(7, stage.days(30)));
        before.sealed(first.units.get(0).seal(), "CA");
        Draft second = first.amended(stage.at);
        second.freightCents += 4_500;
        return List.of(first, second);
    }

    /** Every box of these has a seal to begin with. */
    private static void unsealed(Draft draft, Dice dice) {
        if (draft.units.get(0).seals().isEmpty()) {
            draft.sealed(draft.trade.carrier().seal(dice), "CA");
        }
    }

    private static Draft beforeDeparture(Stage stage) {
        Trade host = stage.host(trade -> trade.flow().kind() == Flow.Kind.BOX
                && trade.flow().direct()
                && trade.flow().hours() >= 40);
        Draft first = stage.now(host);
        first.at = first.departs - stage.dice.between(6, 40) * Times.HOUR;
        return first;
    }

    private static List<Draft> switched(Stage stage) {
        Draft first = beforeDeparture(stage);
        Draft second = first.amended(stage.at);
        second.consign(stage.firm(first.consignee.country()));
        Stage.lie(second, "consignee", Kind.INVOICE, first.consignee.shown());
        Stage.lie(second, "consignee", Kind.PACKING_LIST, first.consignee.shown());
        Stage.lie(
                second,
                "issued",
                Kind.INVOICE,
                LocalDate.ofEpochDay(stage.at / Times.DAY + 1).toString());
        return List.of(first, second);
    }

    private static List<Draft> soldAtSea(Stage stage) {
        Draft first = beforeDeparture(stage);
        Trade buyer = stage.host(trade -> trade.flow().to().equals(first.consignee.country())
                && !trade.consignee().name().equals(first.consignee.name()));
        Draft second = first.amended(stage.at);
        second.consign(buyer.consignee());
        second.remark = "SOLD AFLOAT, BILL ENDORSED";
        Stage.stale(second, "consignee", Kind.PACKING_LIST, first.consignee.shown());
        return List.of(first, second);
    }

    private static List<Draft> consigneeSlip(Stage stage) {
        Draft second = beforeDeparture(stage);
        Firm right = second.consignee;
        Draft first = second;
        first.consign(stage.firm(right.country()));
        Draft mended = first.amended(first.at + stage.dice.between(1, 5) * Times.HOUR);
        mended.consign(right);
        Draft last = mended.amended(stage.at);
        last.freightCents += 3_000;
        return List.of(first, mended, last);
    }

    private static List<Draft> spelling(Stage stage) {
        Draft first = beforeDeparture(stage);
        Draft second = first.amended(stage.at - 2 * Times.HOUR);
        String name = first.consignee.name();
        int at = 1 + stage.dice.below(name.indexOf(' ') - 2);
        second.consign(first.consignee.called(name.substring(0, at) + name.substring(at + 1)));
        Draft third = second.amended(stage.at);
        third.consign(first.consignee);
        return List.of(first, second, third);
    }

    private static List<Draft> exported(Stage stage, boolean customer, boolean agent, boolean cash) {
        Trade host = stage.host(trade -> trade.flow().kind() == Flow.Kind.EXPORT);
        for (int i = 1; i <= 12; i++) {
            stage.earlier(host, stage.days(90) * i / 13);
        }
        Trade trade = host;
        if (customer) {
            trade = trade.to(stage.firm(host.flow().to()));
        }
        if (agent) {
            trade = trade.by(stage.world.newFiler(stage.dice));
        }
        Draft draft = stage.now(trade);
        draft.payment = cash ? FreightPayment.CASH : host.payment();
        if (customer && agent && cash) {
            Stage.lie(draft, "incoterm", Kind.INVOICE, host.payment() == FreightPayment.COLLECT ? "CIF" : "EXW");
            Stage.lie(
                    draft,
                    "consignee",
                    Kind.CERTIFICATE_OF_ORIGIN,
                    host.consignee().shown());
        }
        return List.of(draft);
    }
}
