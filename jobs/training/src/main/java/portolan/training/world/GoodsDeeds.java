// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.OutcomeCode;
import portolan.training.papers.PaperSet.Kind;
import portolan.training.papers.Papers;

/** Goods that are not what the bill says. */
final class GoodsDeeds {
    private static final Set<String> PRECURSOR_NEIGHBOURS = Set.of("291521", "280610", "340290", "293399");

    static final List<Scheme> ALL = List.of(
            // Cigarettes as printing paper: lighter cartons, more room, a receiver whom nobody knows.
            Scheme.of(
                            "cover_goods",
                            OutcomeCode.PROHIBITED_GOODS,
                            InspectionPlace.GOODS,
                            Post.DURRES_PORT,
                            Post.VERMICA_ROAD)
                    .offence(
                            "density_out_of_range package_weight_out_of_range first_time_consignee",
                            "density_out_of_range first_time_consignee",
                            GoodsDeeds::coverGoods)
                    .alike("other_packaging", "package_weight_out_of_range", GoodsDeeds::otherPackaging)
                    .alike("new_customer", "first_time_consignee", stage -> newReceiver(anyone(stage), stage))
                    .alike("loose_stow", "density_out_of_range", GoodsDeeds::looseStow),
            // Other goods under the declared code, packed otherwise.
            Scheme.of("cover_load", OutcomeCode.MISDECLARED_GOODS, InspectionPlace.GOODS)
                    .offence("words_new_to_goods package_weight_out_of_range", GoodsDeeds::coverLoad)
                    .alike("trade_name", "words_new_to_goods", GoodsDeeds::tradeName)
                    .alike("other_packaging", "package_weight_out_of_range", stage -> repacked(anyone(stage), stage))
                    .alike("hs_slip", "material_amendment", GoodsDeeds::hsSlip),
            // A controlled chemical under its neighbour's code: the price is its own, the receiver new.
            Scheme.of("precursors", OutcomeCode.PROHIBITED_GOODS, InspectionPlace.GOODS)
                    .offence("unit_value_out_of_range first_time_consignee", GoodsDeeds::precursors)
                    .alike("pure_grade", "unit_value_out_of_range", GoodsDeeds::pureGrade)
                    .alike("new_customer", "first_time_consignee", stage -> newReceiver(chemical(stage), stage))
                    .alike("hs_slip", "material_amendment", GoodsDeeds::chemicalSlip));

    private GoodsDeeds() {}

    private static Trade bulky(Stage stage) {
        return stage.inward(trade -> trade.goods().kg() > 2_000
                && trade.goods().kgPerPackage() > 8
                && trade.goods().kgPerPackage() < 70
                && !trade.flow().exposed());
    }

    private static Trade anyone(Stage stage) {
        return stage.inward(
                trade -> trade.goods().kgPerPackage() < 70 && !trade.flow().exposed());
    }

    private static List<Draft> coverGoods(Stage stage) {
        Trade host = bulky(stage);
        Draft draft = stage.now(host.to(stage.firm(host.flow().to())));
        double lighter = stage.dice.between(2.2, 3.2);
        long packages = Math.round(draft.packages() * lighter);
        draft.lines(line -> line.packed(packages).filling(Math.round(line.litres() * stage.dice.between(1.9, 2.6))));
        Stage.lie(draft, "packages", Kind.INVOICE, Papers.count(Math.round(packages / lighter)));
        Stage.lie(draft, "netKg", Kind.PACKING_LIST, Papers.kilograms(draft.grams() * 6 / 10));
        Stage.lie(
                draft,
                "origin",
                Kind.CERTIFICATE_OF_ORIGIN,
                draft.line().origin().equals("AE") ? "TR" : "AE");
        return List.of(draft);
    }

    private static List<Draft> otherPackaging(Stage stage) {
        Draft draft = stage.now(bulky(stage));
        boolean lighter = stage.dice.chance(0.6);
        double factor = stage.dice.between(2.2, 3.4);
        long usual = draft.packages();
        draft.lines(line -> line.packed(Math.round(line.packages() * (lighter ? factor : 1 / factor))));
        Stage.stale(draft, "packages", Kind.INVOICE, Papers.count(usual));
        return List.of(draft);
    }

    private static List<Draft> newReceiver(Trade host, Stage stage) {
        return List.of(stage.now(host.to(stage.firm(host.flow().to()))));
    }

    private static List<Draft> looseStow(Stage stage) {
        Draft draft = stage.now(bulky(stage));
        draft.lines(line -> line.filling(Math.round(line.litres() * stage.dice.between(1.9, 2.6))));
        return List.of(draft);
    }

    private static List<Draft> repacked(Trade host, Stage stage) {
        Draft draft = stage.now(host);
        boolean lighter = stage.dice.chance(0.6);
        double factor = stage.dice.between(2.4, 4);
        draft.lines(line -> line.packed(Math.round(line.packages() * (lighter ? factor : 1 / factor))));
        return List.of(draft);
    }

    private static List<Draft> coverLoad(Stage stage) {
        Trade host = anyone(stage);
        Trade other = otherGoods(stage, host);
        Draft draft = repacked(host, stage).get(0);
        String usual = draft.trade.wording();
        draft.lines(line -> line.worded(other.wording()));
        Stage.lie(draft, "goods", Kind.INVOICE, usual);
        Stage.lie(draft, "grossKg", Kind.PACKING_LIST, Papers.kilograms(draft.grams() / 100 * 83));
        return List.of(draft);
    }

    /** Goods that share no word with the host's. */
    private static Trade otherGoods(Stage stage, Trade host) {
        Set<String> words = words(host.goods());
        return stage.host(trade -> Collections.disjoint(words, words(trade.goods())));
    }

    private static Set<String> words(Goods goods) {
        return new TreeSet<>(List.of(String.join(" ", goods.wordings()).split(" ", -1)));
    }

    private static final List<String> SYLLABLES =
            List.of("ZEN", "ORA", "VEL", "KIM", "TOR", "LUX", "FERA", "DUN", "MIRO", "SAL");

    private static List<Draft> tradeName(Stage stage) {
        Draft draft = stage.now(anyone(stage));
        String name = stage.dice.oneOf(SYLLABLES) + stage.dice.oneOf(SYLLABLES) + ' ' + stage.dice.oneOf(SYLLABLES)
                + stage.dice.oneOf(SYLLABLES) + " MODEL " + (char) ('A' + stage.dice.below(26));
        draft.lines(line -> line.worded(name));
        return List.of(draft);
    }

    private static List<Draft> hsSlip(Stage stage) {
        Trade host = anyone(stage);
        Trade other = otherGoods(stage, host);
        Draft first = stage.first(host, stage.dice.between(0.5, 1.8));
        first.lines(line -> line.coded(other.goods().hs6()));
        Draft second = first.amended(stage.at);
        second.lines(line -> line.coded(line.goods().hs6()));
        return List.of(first, second);
    }

    private static Trade chemical(Stage stage) {
        return stage.inward(trade -> PRECURSOR_NEIGHBOURS.contains(trade.goods().hs6()));
    }

    private static List<Draft> precursors(Stage stage) {
        Trade host = chemical(stage);
        Draft draft = stage.now(host.to(stage.firm(host.flow().to())));
        draft.lines(line -> line.priced(stage.dice.between(2.2, 3.4), stage.dice));
        Stage.lie(draft, "goods", Kind.INVOICE, "ANHYDRIDE, TECHNICAL GRADE");
        Stage.lie(draft, "goods", Kind.CERTIFICATE_OF_ORIGIN, "CHEMICAL PRODUCT AS PER DATA SHEET");
        return List.of(draft);
    }

    private static List<Draft> pureGrade(Stage stage) {
        Draft draft = stage.now(chemical(stage));
        draft.lines(line -> line.priced(stage.dice.between(2.0, 3.0), stage.dice));
        Stage.stale(draft, "goods", Kind.INVOICE, draft.line().words() + ", PURE GRADE");
        return List.of(draft);
    }

    private static List<Draft> chemicalSlip(Stage stage) {
        Draft first = stage.first(chemical(stage), stage.dice.between(0.5, 1.8));
        first.lines(line -> line.coded("290919"));
        Draft second = first.amended(stage.at);
        second.lines(line -> line.coded(line.goods().hs6()));
        return List.of(first, second);
    }
}
