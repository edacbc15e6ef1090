// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;

/** Hard variants of names in many scripts, and near-misses, against a list of all of them. */
class NamePairsTest {
    /** Share of what is found at home that another country may cost. */
    private static final double LOWERED = 0.1;

    /** @param what same, missed, other or taken */
    private record Pair(String what, boolean person, String country, String filed, String listed) {
        boolean isFoundAtHome() {
            return what.equals("same") || what.equals("taken");
        }
    }

    private static final List<Pair> PAIRS = pairs();
    private static final Watchlist LIST = list();

    private static List<Pair> pairs() {
        try (InputStream in = NamePairsTest.class.getResourceAsStream("/portolan/screening/name-pairs.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .map(cells -> new Pair(cells[0], cells[1].equals("person"), cells[2], cells[3], cells[4]))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Watchlist list() {
        Map<String, String> entries = new HashMap<>();
        StringBuilder text = new StringBuilder("id,name,country,city,street\n");
        for (Pair pair : PAIRS) {
            if (entries.put(pair.listed, pair.country) == null) {
                text.append(entries.size()).append(",\"").append(pair.listed.replace("\"", "\"\""));
                text.append("\",").append(pair.country).append(",,\n");
            }
        }
        List<String> faults = new ArrayList<>();
        Watchlist list = Watchlist.of("pairs", "1", text.toString(), faults);
        assertThat(faults).isEmpty();
        return list;
    }

    private static boolean isFound(Pair pair, String country, PersonType type) {
        Address address = new Address(null, null, null, country, null);
        Party party = new Party(Role.CONSIGNEE, pair.filed, List.of(), type, address, List.of(), false);
        Watchlist.Match match = LIST.of(party);
        return match != null && match.by().contains(" like " + pair.listed + ", ");
    }

    static Stream<Pair> pairsToFind() {
        return PAIRS.stream();
    }

    @ParameterizedTest
    @MethodSource("pairsToFind")
    void aVariantIsFoundAndANearMissIsNot(Pair pair) {
        assertThat(isFound(pair, pair.country, pair.person ? PersonType.NATURAL : PersonType.LEGAL))
                .isEqualTo(pair.isFoundAtHome());
    }

    /** A country that differs lowers, and forbids nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"NATURAL", "UNKNOWN"})
    void mostAreFoundInAnotherCountryToo(PersonType typeOfPersons) {
        int home = 0;
        int elsewhere = 0;
        int others = 0;
        for (Pair pair : PAIRS) {
            PersonType type = pair.person ? typeOfPersons : PersonType.LEGAL;
            boolean found = isFound(pair, "LU", type);
            home += pair.what.equals("same") ? 1 : 0;
            elsewhere += found && pair.what.equals("same") ? 1 : 0;
            others += found && !pair.what.equals("same") ? 1 : 0;
        }

        assertThat(elsewhere).isBetween((int) ((1 - LOWERED) * home), home);
        assertThat(others).isLessThanOrEqualTo(5);
    }
}
