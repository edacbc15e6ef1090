// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.PartyId;
import portolan.workload.CheckDigits;
import portolan.workload.FactTable;

/** Makes up firms of a country. */
final class Firms {
    private static final Map<String, Makings> BY_COUNTRY = load();

    private Firms() {}

    private record Makings(
            String dial,
            IdScheme register,
            List<String> cities,
            List<String> streets,
            List<String> stems,
            List<String> trades,
            List<String> forms) {}

    private static Map<String, Makings> load() {
        Map<String, Makings> makings = new LinkedHashMap<>();
        for (List<String> row : FactTable.read(Firms.class, "firms.txt")) {
            makings.put(
                    row.get(0),
                    new Makings(
                            row.get(1),
                            IdScheme.valueOf(row.get(2)),
                            List.of(row.get(3).split(",", -1)),
                            List.of(row.get(4).split(",", -1)),
                            List.of(row.get(5).split(",", -1)),
                            List.of(row.get(6).split(",", -1)),
                            List.of(row.get(7).split(",", -1))));
        }
        return makings;
    }

    private static Makings of(String country) {
        return Objects.requireNonNull(BY_COUNTRY.get(country), () -> "no firms of country " + country);
    }

    static Firm draw(String country, Dice dice) {
        Makings makings = of(country);
        String first = stem(makings, dice);
        String more = dice.chance(0.6) ? ' ' + stem(makings, dice) : "";
        String name = first + more + ' ' + dice.oneOf(makings.trades) + ' ' + dice.oneOf(makings.forms);
        List<String> city = List.of(dice.oneOf(makings.cities).split(":", -1));
        String street = dice.oneOf(makings.streets);
        String house = Integer.toString(1 + dice.below(240));
        long number = dice.next() >>> 1;
        String local = first.toLowerCase(Locale.ROOT) + CheckDigits.digits(number / 13, 3);
        return new Firm(
                country,
                name,
                city.get(0),
                city.get(1),
                street,
                house,
                dice.chance(0.7) ? id(makings.register, country, number) : null,
                dice.chance(0.8) ? phone(country, dice) : null,
                dice.chance(0.4) ? "zyra@" + local + ".example" : null);
    }

    /** The head of one stem and the tail of another: so there are many, and hardly two alike. */
    private static String stem(Makings makings, Dice dice) {
        String head = dice.oneOf(makings.stems);
        String tail = dice.oneOf(makings.stems);
        return head.substring(0, (head.length() + 1) / 2) + tail.substring(tail.length() / 2);
    }

    private static PartyId id(IdScheme register, String country, long number) {
        String digits = CheckDigits.digits(number, country.equals("AL") ? 8 : 11);
        return new PartyId(register, country.equals("AL") ? "L" + digits + "Q" : country + digits);
    }

    static String phone(String country, Dice dice) {
        return '+' + of(country).dial + CheckDigits.digits(dice.next() >>> 1, 9);
    }

    /** Another firm of the same group: its name begins alike, and it sits in the same town. */
    static Firm sister(Firm firm, Dice dice) {
        Makings makings = of(firm.country());
        String stem = firm.name().substring(0, firm.name().indexOf(' '));
        Firm sister = draw(firm.country(), dice);
        return new Firm(
                firm.country(),
                stem + ' ' + dice.oneOf(makings.trades) + ' ' + dice.oneOf(makings.forms),
                firm.city(),
                firm.postcode(),
                sister.street(),
                sister.house(),
                sister.id(),
                firm.phone(),
                null);
    }
}
