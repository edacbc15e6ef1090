// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.ArrayList;
import java.util.List;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.OutcomeCode;
import portolan.training.papers.PaperSet.Kind;
import portolan.training.papers.Papers;

/** Firms that are not who they say, and prices that are not paid. */
final class PartyDeeds {
    static final List<Scheme> ALL = List.of(
            // A firm that was found out goes on under another name.
            Scheme.of("phoenix", OutcomeCode.DOCUMENT_FRAUD, InspectionPlace.DOCUMENTS)
                    .offence(
                            "phoenix_party first_time_shipper contact_offence_rate",
                            "phoenix_party",
                            stage -> risen(stage, true))
                    .alike("newcomer", "first_time_shipper", PartyDeeds::newcomer)
                    .alike("subsidiary", "first_time_shipper shared_contact", PartyDeeds::subsidiary)
                    .alike("new_supplier", "first_time_shipper", stage -> risen(stage, false))
                    .alike("business_centre", "first_time_shipper", PartyDeeds::businessCentre),
            // Unlike names and towns, one telephone that is no agent's.
            Scheme.of("contact_ring", OutcomeCode.PROHIBITED_GOODS, InspectionPlace.GOODS)
                    .offence("unlike_contacts contact_offence_rate", stage -> ring(stage, true))
                    .alike("shared_mobile", "unlike_contacts", stage -> ring(stage, false))
                    .alike("agent_phone", "shared_contact", PartyDeeds::agentPhone)
                    .alike("group_company", "shared_contact", PartyDeeds::groupCompany),
            // Prices far below the own ones, again and again, for one customer.
            Scheme.of("undervaluation", OutcomeCode.UNDERVALUED, InspectionPlace.DOCUMENTS)
                    .offence(
                            "unit_value_out_of_range value_out_of_habit value_below_habit_again",
                            "value_out_of_habit value_below_habit_again",
                            PartyDeeds::undervalued)
                    .alike("sale_price", "value_out_of_habit", PartyDeeds::salePrice)
                    .alike("low_grade", "unit_value_out_of_range", PartyDeeds::lowGrade)
                    .alike("other_currency", "", PartyDeeds::otherCurrency));

    private PartyDeeds() {}

    private static Trade host(Stage stage) {
        return stage.inward(trade -> !trade.flow().exposed());
    }

    private static List<Draft> risen(Stage stage, boolean same) {
        Trade host = host(stage);
        String country = host.flow().from();
        Firm old = stage.firm(country).reachedBy(Firms.phone(country, stage.dice));
        double reach = stage.days(110);
        for (int i = 0; i < 14; i++) {
            Draft sold = stage.earlier(host.from(old), reach * (0.35 + 0.05 * i * 0.9));
            if (i == 1 || i == 3) {
                stage.found(sold, same ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND);
            }
        }
        Firm risen = stage.firm(country);
        Firm now = same ? risen.at(old).reachedBy(old.phone()) : risen;
        Draft draft = stage.now(host.from(now));
        if (same) {
            Stage.lie(draft, "shipper", Kind.CERTIFICATE_OF_ORIGIN, old.shown());
            Stage.lie(draft, "shipper", Kind.PACKING_LIST, old.shown());
        }
        return List.of(draft);
    }

    private static List<Draft> newcomer(Stage stage) {
        Trade host = host(stage);
        return List.of(stage.now(host.from(stage.firm(host.flow().from()))));
    }

    private static List<Draft> subsidiary(Stage stage) {
        Trade parent = stage.inward(trade -> trade.shipper().phone() != null);
        stage.clean(parent.shipper());
        Firm daughter = Firms.sister(parent.shipper(), stage.dice).at(parent.shipper());
        return List.of(stage.now(parent.from(daughter)));
    }

    private static List<Draft> businessCentre(Stage stage) {
        Trade host = host(stage);
        Firm centre = stage.firm(host.flow().from());
        for (int i = 0; i < 15; i++) {
            Trade tenant = stage.inward(trade -> trade.flow().from().equals(centre.country()));
            stage.earlier(tenant.from(stage.firm(centre.country()).at(centre)), stage.dice.between(3, stage.days(90)));
        }
        return List.of(stage.now(host.from(stage.firm(centre.country()).at(centre))));
    }

    private static List<Draft> ring(Stage stage, boolean offends) {
        Trade host = host(stage);
        String country = host.flow().from();
        String phone = Firms.phone(country, stage.dice);
        List<Trade> members = new ArrayList<>();
        int size = offends ? 4 : 2;
        for (int i = 0; i < size; i++) {
            Trade like = stage.inward(trade -> trade.flow().from().equals(country));
            members.add((i == 0 ? host : like)
                    .from(unlike(stage, country, members).reachedBy(phone))
                    .by(stage.world.newFiler(stage.dice)));
        }
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < 2; k++) {
                Draft sent = stage.earlier(members.get(i), stage.dice.between(4, stage.days(80)));
                if (i > 0 && k == 0) {
                    stage.found(sent, offends ? OutcomeCode.PROHIBITED_GOODS : OutcomeCode.NOTHING_FOUND);
                }
            }
        }
        Draft draft = stage.now(members.get(0));
        if (offends) {
            Stage.lie(
                    draft,
                    "shipper",
                    Kind.PACKING_LIST,
                    members.get(1).shipper().shown());
        }
        return List.of(draft);
    }

    private static Firm unlike(Stage stage, String country, List<Trade> members) {
        Firm firm = stage.firm(country);
        for (int i = 0; i < 40; i++) {
            Firm one = firm;
            boolean alike = members.stream()
                    .anyMatch(member -> member.shipper().city().equals(one.city())
                            || member.shipper().name().regionMatches(0, one.name(), 0, 5));
            if (!alike) {
                return firm;
            }
            firm = stage.firm(country);
        }
        return firm;
    }

    private static List<Draft> agentPhone(Stage stage) {
        Trade host = host(stage);
        String phone = Firms.phone("AL", stage.dice);
        for (int i = 0; i < 4; i++) {
            Trade like =
                    stage.inward(trade -> trade.flow().from().equals(host.flow().from()));
            Trade client =
                    like.from(stage.firm(host.flow().from()).reachedBy(phone)).by(host.filer());
            for (int k = 0; k < 2; k++) {
                stage.earlier(client, stage.dice.between(4, stage.days(80)));
            }
        }
        return List.of(stage.now(host.from(stage.firm(host.flow().from()).reachedBy(phone))));
    }

    private static List<Draft> groupCompany(Stage stage) {
        Trade host = host(stage);
        String country = host.flow().from();
        Firm head = stage.firm(country).reachedBy(Firms.phone(country, stage.dice));
        for (int i = 0; i < 3; i++) {
            Trade like = stage.inward(trade -> trade.flow().from().equals(country));
            Trade branch = like.from(Firms.sister(head, stage.dice));
            for (int k = 0; k < 2; k++) {
                stage.earlier(branch, stage.dice.between(4, stage.days(80)));
            }
        }
        return List.of(stage.now(host.from(Firms.sister(head, stage.dice))));
    }

    /** A shipper with prices of its own, shown by what it sold to others. */
    private static Trade priced(Stage stage, double price) {
        Trade host = host(stage).at(price);
        Trade seller = host.from(stage.firm(host.flow().from()));
        Trade other = host(stage);
        Firm buyer = other.flow().to().equals(host.flow().to()) ? other.consignee() : host.consignee();
        for (int i = 0; i < 10; i++) {
            stage.earlier(i % 3 == 1 ? seller : seller.to(buyer), stage.days(100) * (i + 0.5) / 10)
                    .lines(line -> line.priced(price, stage.dice));
        }
        return seller;
    }

    private static Draft at(Stage stage, Draft draft, double share) {
        draft.lines(line -> line.priced(share, stage.dice));
        return draft;
    }

    private static List<Draft> undervalued(Stage stage) {
        Trade seller = priced(stage, 1);
        Trade favoured = seller.to(stage.firm(seller.flow().to()));
        double share = stage.dice.between(0.22, 0.4);
        for (int i = 0; i < 3; i++) {
            at(stage, stage.earlier(favoured, stage.days(45) * (i + 0.5) / 3), share);
        }
        Draft draft = at(stage, stage.now(favoured), share);
        long paid = Math.round(draft.line().cents() / share);
        Stage.lie(draft, "value", Kind.INVOICE, Papers.money(paid, "EUR"));
        Stage.lie(draft, "unitPrice", Kind.INVOICE, Papers.unitPrice(paid, draft.grams()));
        return List.of(draft);
    }

    private static List<Draft> salePrice(Stage stage) {
        Trade seller = priced(stage, 1);
        Trade known = seller.to(stage.firm(seller.flow().to()));
        stage.earlier(known, stage.dice.between(20, 40));
        stage.earlier(known, stage.dice.between(5, 18));
        return List.of(at(stage, stage.now(known), stage.dice.between(0.56, 0.66)));
    }

    private static List<Draft> lowGrade(Stage stage) {
        double price = stage.dice.between(0.35, 0.5);
        Trade seller = priced(stage, price);
        return List.of(at(stage, stage.now(seller), price));
    }

    private static List<Draft> otherCurrency(Stage stage) {
        Draft draft = stage.now(priced(stage, 1));
        draft.lines(line -> line.in("ALL", 98.5));
        return List.of(draft);
    }
}
