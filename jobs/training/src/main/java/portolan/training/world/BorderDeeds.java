// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.List;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.OutcomeCode;
import portolan.training.papers.PaperSet.Kind;
import portolan.training.papers.Papers;
import portolan.workload.CheckDigits;

/** What happens to trucks in transit, and to one house among many. */
final class BorderDeeds {
    static final List<Scheme> ALL = List.of(
            // Unloaded and loaded again on the way: another seal, another plate, and late.
            Scheme.of("transit_diversion", OutcomeCode.SMUGGLED_GOODS, InspectionPlace.GOODS, Post.VERMICA_ROAD)
                    .offence("seal_changed amendment_churn", BorderDeeds::diverted)
                    .alike("tractor_changed", "amendment_churn", BorderDeeds::tractorChanged)
                    .alike("transit_seal_slip", "seal_changed", BorderDeeds::sealSlip)
                    .alike("transit_reseal", "amendment_churn", BorderDeeds::customsReseal)
                    .alike("held_up", "", BorderDeeds::heldUp),
            // A parcel of strangers under a master of honest houses.
            Scheme.of("one_among_many", OutcomeCode.PROHIBITED_GOODS, InspectionPlace.PACKAGING, Post.TIRANA_AIR)
                    .offence(
                            "first_time_shipper first_time_consignee freight_paid_cash vague_description",
                            "first_time_shipper freight_paid_cash vague_description",
                            stage -> lying(stage, house(stage, true, true, true)))
                    .offence(
                            "first_time_shipper first_time_consignee vague_description package_weight_out_of_range",
                            "first_time_shipper vague_description package_weight_out_of_range",
                            stage -> lying(stage, heavy(stage, house(stage, true, false, true))))
                    .alike(
                            "first_order",
                            "first_time_shipper first_time_consignee",
                            stage -> List.of(house(stage, true, false, false)))
                    .alike("cash_customer", "freight_paid_cash", stage -> List.of(house(stage, false, true, false)))
                    .alike(
                            "paid_first_order",
                            "first_time_shipper first_time_consignee freight_paid_cash",
                            stage -> List.of(house(stage, true, true, false)))
                    .alike("lazy_words", "vague_description", stage -> List.of(house(stage, false, false, true)))
                    .alike(
                            "first_samples",
                            "first_time_shipper first_time_consignee vague_description",
                            stage -> List.of(house(stage, true, false, true))));

    private BorderDeeds() {}

    private static Draft departed(Stage stage, double hours) {
        Draft first = stage.first(stage.host(trade -> true), hours);
        first.departs = first.at;
        if (first.units.get(0).seals().isEmpty()) {
            first.sealed("T" + CheckDigits.digits(stage.dice.next() >>> 1, 7), "SH");
        }
        return first;
    }

    private static List<Draft> diverted(Stage stage) {
        Draft first = departed(stage, stage.dice.between(14, 40));
        Draft second = first.amended(stage.at - (long) (stage.dice.between(2.0, 6.0) * Times.HOUR));
        second.conveyance = Drawing.plate(first.trade.carrier(), stage.dice);
        Draft third = second.amended(stage.at);
        third.sealed("T" + CheckDigits.digits(stage.dice.next() >>> 1, 7), "SH");
        Stage.lie(third, "seal", Kind.PACKING_LIST, first.units.get(0).seal());
        Stage.lie(third, "plate", Kind.PACKING_LIST, first.conveyance);
        return List.of(first, second, third);
    }

    private static List<Draft> tractorChanged(Stage stage) {
        Draft first = departed(stage, stage.dice.between(9, 30));
        Draft second = first.amended(stage.at - (long) (stage.dice.between(2.0, 6.0) * Times.HOUR));
        second.remark = "ENGINE FAILURE REPORTED";
        Draft third = second.amended(stage.at);
        third.conveyance = Drawing.plate(first.trade.carrier(), stage.dice);
        third.remark = "ENGINE FAILURE, OTHER TRACTOR";
        Stage.stale(third, "plate", Kind.PACKING_LIST, first.conveyance);
        return List.of(first, second, third);
    }

    private static List<Draft> sealSlip(Stage stage) {
        Draft first = departed(stage, stage.dice.between(3, 8));
        Draft second = first.amended(stage.at);
        second.sealed(Numbers.retyped(first.units.get(0).seal(), stage.dice), "SH");
        Stage.stale(second, "seal", Kind.PACKING_LIST, first.units.get(0).seal());
        return List.of(first, second);
    }

    private static List<Draft> customsReseal(Stage stage) {
        Draft first = departed(stage, stage.dice.between(6, 24));
        Draft second = first.amended(stage.at - (long) (stage.dice.between(2.0, 5.0) * Times.HOUR));
        second.sealed("DG" + CheckDigits.digits(stage.dice.next() >>> 1, 7), "CU");
        second.remark = "OPENED BY CUSTOMS AT KUKES";
        Draft third = second.amended(stage.at);
        third.remark = "OPENED BY CUSTOMS AT KUKES, RELEASED";
        Stage.stale(third, "seal", Kind.PACKING_LIST, first.units.get(0).seal());
        return List.of(first, second, third);
    }

    private static List<Draft> heldUp(Stage stage) {
        Draft first = departed(stage, stage.dice.between(16, 40));
        Draft second = first.amended(stage.at);
        second.remark = "ROAD CLOSED BY SNOW";
        return List.of(first, second);
    }

    /** Few packages for their mass. */
    private static Draft heavy(Stage stage, Draft draft) {
        double factor = stage.dice.between(2.4, 3.6);
        draft.lines(line -> line.packed(Math.round(line.packages() / factor)));
        return draft;
    }

    private static List<Draft> lying(Stage stage, Draft draft) {
        Stage.lie(
                draft,
                "shipper",
                Kind.INVOICE,
                stage.firm(draft.trade.flow().from()).shown());
        Stage.lie(draft, "grossKg", Kind.PACKING_LIST, Papers.kilograms(draft.grams() / 100 * 71));
        return List.of(draft);
    }

    private static Draft house(Stage stage, boolean strangers, boolean cash, boolean vague) {
        Trade host = stage.host(trade -> true);
        Flow flow = host.flow();
        Trade trade = strangers ? host.from(stage.firm(flow.from())).to(stage.firm(flow.to())) : host;
        Draft draft = stage.now(trade);
        draft.payment = cash ? FreightPayment.CASH : host.payment();
        if (vague || Drawing.vague(draft.line().words())) {
            String words = vague
                    ? stage.dice.oneOf(List.of("PARTS", "SAMPLES", "ACCESSORIES", "SPARE PARTS"))
                    : host.wording();
            draft.lines(line -> line.worded(words));
        }
        return draft;
    }
}
