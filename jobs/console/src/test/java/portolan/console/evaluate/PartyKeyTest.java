// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** How well the party key sees through spelling, beside a plain normaliser. */
class PartyKeyTest {
    private static final double PRECISION = 0.98;

    /** Net of what the plain normaliser finds and the key does not. */
    private static final double GAIN = 1.0 / 3;

    @Test
    void findsWhatThePlainNormaliserMisses() {
        NameTally tally = NameTally.ofEntities(
                "companies",
                List.of(
                        NamedParty.company("1", "Acme Ltd", ""),
                        NamedParty.company("1", "ACME LIMITED", ""),
                        NamedParty.company("2", "Good Will Trading", ""),
                        NamedParty.company("2", "Goodwill Trdg Co", ""),
                        NamedParty.company("3", "Apex Ltd", "")));

        assertThat(tally.pairs()).isEqualTo(10);
        assertThat(tally.same()).isEqualTo(2);
        assertThat(tally.plain()).isEqualTo(new NameTally.Hits(1, 0));
        assertThat(tally.key()).isEqualTo(new NameTally.Hits(2, 0));
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "PORTOLAN_DATA",
            matches = ".+",
            disabledReason = "it names the folder that holds name-matching")
    void meetsItsTargetsOnThePublicPairs() throws Exception {
        NameSets sets = new NameSets(Path.of(System.getenv("PORTOLAN_DATA"), "name-matching", "open"));
        NameTally.OfPairs all = new NameTally.OfPairs();
        NameTally.OfPairs organised = new NameTally.OfPairs();
        for (Map<String, String> row : sets.rows(NameSets.CASES, List.of("schema", "name1", "name2", "is_match"))) {
            boolean person = row.getOrDefault("schema", "").equals("Person");
            NamedParty one = named(person, row.getOrDefault("name1", ""));
            NamedParty other = named(person, row.getOrDefault("name2", ""));
            boolean same = "true".equalsIgnoreCase(row.get("is_match"));
            all.add(one, other, same);
            if (List.of("Company", "Organization").contains(row.getOrDefault("schema", ""))) {
                organised.add(one, other, same);
            }
        }

        assertThat(all.tally("all").pairs()).isEqualTo(826);
        assertThat(precision(all.tally("all").key())).isGreaterThanOrEqualTo(PRECISION);
        NameTally companies = organised.tally("organised");
        assertThat(precision(companies.key())).isGreaterThanOrEqualTo(PRECISION);
        long missed = companies.same() - companies.plain().right();
        assertThat((double) (companies.key().right() - companies.plain().right()) / missed)
                .isGreaterThanOrEqualTo(GAIN);
    }

    private static NamedParty named(boolean person, String name) {
        return person ? NamedParty.person("", name, "") : NamedParty.company("", name, "");
    }

    private static double precision(NameTally.Hits hits) {
        return (double) hits.right() / (hits.right() + hits.wrong());
    }
}
