// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tables of facts that a feed is made of: countries, ports, carriers, goods. Read once, never changed. */
final class Atlas {
    private static final Atlas INSTANCE = new Atlas();

    private final Map<String, Port> ports = new HashMap<>();
    private final Map<String, Country> countries = new HashMap<>();
    private final Map<String, Mix<Port>> loadingPorts = new HashMap<>();
    private final Map<String, Mix<Goods>> goods = new HashMap<>();
    private final Mix<Country> origins;
    private final Mix<Carrier> lines;
    private final Mix<Carrier> airlines;
    private final List<String> lessors = new ArrayList<>();

    private Atlas() {
        for (List<String> row : FactTable.read(Atlas.class, "ports.txt")) {
            Port port = new Port(
                    ports.size(),
                    row.get(0),
                    row.get(1),
                    row.get(2),
                    Integer.parseInt(row.get(3)),
                    row.get(4).equals("-") ? List.of() : List.of(row.get(4).split(",", -1)),
                    Double.parseDouble(row.get(5)),
                    row.get(6).equals("S"));
            ports.put(port.locode(), port);
        }
        Map<String, Mix<Goods>> byOrigin = readGoods();
        List<Country> exporters = new ArrayList<>();
        for (List<String> row : FactTable.read(Atlas.class, "countries.txt")) {
            Country country = country(row);
            countries.put(country.code(), country);
            Mix<Goods> exports = byOrigin.get(country.code());
            if (country.share() > 0 && exports != null) {
                exporters.add(country);
                goods.put(country.code(), exports);
                loadingPorts.put(country.code(), Mix.parsed(row.get(4), this::port));
            }
        }
        origins = new Mix<>(
                exporters, exporters.stream().mapToDouble(Country::share).toArray());

        List<Carrier> sea = new ArrayList<>();
        List<Double> seaWeights = new ArrayList<>();
        List<Carrier> air = new ArrayList<>();
        List<Double> airWeights = new ArrayList<>();
        for (List<String> row : FactTable.read(Atlas.class, "carriers.txt")) {
            switch (row.get(0)) {
                case "S" -> {
                    List<String> prefixes = List.of(row.get(3).split(",", -1));
                    sea.add(new Carrier(sea.size(), row.get(1), "", row.get(2), prefixes));
                    seaWeights.add(Double.parseDouble(row.get(4)));
                }
                case "A" -> {
                    air.add(new Carrier(air.size(), row.get(1), row.get(2), row.get(3), List.of()));
                    airWeights.add(Double.parseDouble(row.get(4)));
                }
                default -> lessors.add(row.get(1));
            }
        }
        lines = new Mix<>(sea, weights(seaWeights));
        airlines = new Mix<>(air, weights(airWeights));
    }

    static Atlas get() {
        return INSTANCE;
    }

    Mix<Country> origins() {
        return origins;
    }

    Country country(String code) {
        return known(countries.get(code), code);
    }

    Port port(String locode) {
        return known(ports.get(locode), locode);
    }

    Mix<Port> loadingPorts(Country country) {
        return known(loadingPorts.get(country.code()), country.code());
    }

    /** What a country exports. */
    Mix<Goods> goods(Country country) {
        return known(goods.get(country.code()), country.code());
    }

    Mix<Carrier> lines() {
        return lines;
    }

    Mix<Carrier> airlines() {
        return airlines;
    }

    /** Box prefixes of leasing companies, which every line uses. */
    List<String> lessors() {
        return lessors;
    }

    private static <T> T known(@Nullable T found, String code) {
        return Objects.requireNonNull(found, () -> "not in the tables: code=" + code);
    }

    private static double[] weights(List<Double> weights) {
        return weights.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Country country(List<String> row) {
        List<Country.City> cities = new ArrayList<>();
        for (String city : row.get(7).split(",", -1)) {
            // "LONDON EC1A 1BB": the postcode starts at the first word with a digit, or is a dash.
            String[] words = city.split(" ", -1);
            int at = 1;
            while (at < words.length
                    && !words[at].equals("-")
                    && words[at].chars().noneMatch(Character::isDigit)) {
                at++;
            }
            String postcode = String.join(" ", List.of(words).subList(at, words.length));
            cities.add(new Country.City(
                    String.join(" ", List.of(words).subList(0, at)), postcode.equals("-") ? "" : postcode));
        }
        return new Country(
                row.get(0),
                Double.parseDouble(row.get(1)),
                row.get(2),
                row.get(3),
                row.get(5),
                List.of(row.get(6).split(";", -1)),
                List.copyOf(cities),
                List.of(row.get(8).split(",", -1)),
                List.of(row.get(9).split(",", -1)),
                List.of(row.get(10).split(",", -1)),
                row.get(0).equals("CN"));
    }

    private static Map<String, Mix<Goods>> readGoods() {
        Map<String, List<Goods>> byOrigin = new HashMap<>();
        for (List<String> row : FactTable.read(Atlas.class, "goods.txt")) {
            String[] months = row.get(6).equals("*")
                    ? new String[] {"1", "12"}
                    : row.get(6).split("-", -1);
            Goods goods = new Goods(
                    row.get(0),
                    row.get(1),
                    Double.parseDouble(row.get(2)),
                    Double.parseDouble(row.get(3)),
                    Double.parseDouble(row.get(4)),
                    List.of(row.get(5).split(",", -1)),
                    Integer.parseInt(months[0]),
                    Integer.parseInt(months[1]),
                    row.get(7).equals("-") ? null : Integer.valueOf(row.get(7)),
                    row.get(8),
                    Integer.parseInt(row.get(9)),
                    row.get(10).equals("-") ? null : row.get(10),
                    List.of(row.get(11).split(";", -1)),
                    Double.parseDouble(row.get(12)));
            for (String origin : goods.origins()) {
                byOrigin.computeIfAbsent(origin, o -> new ArrayList<>()).add(goods);
            }
        }
        Map<String, Mix<Goods>> mixes = new HashMap<>();
        byOrigin.forEach((origin, list) -> mixes.put(
                origin, new Mix<>(list, list.stream().mapToDouble(Goods::weight).toArray())));
        return mixes;
    }
}
