// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.CommandRun;

class EvaluateNamesCommandTest {
    @TempDir
    private Path directory;

    @Test
    void countsWhatTheKeyFindsBesideThePlainNormaliser() throws Exception {
        cases(
                "g,Company,Acme Ltd,ACME LIMITED,true,,,",
                "g,Company,Good Will Trading,Goodwill Trdg Co,true,,,",
                "g,Company,Acme Ltd,Apex Ltd,false,,,",
                "g,Company,Acme AG,Acme GmbH,false,,,",
                "g,Person,Jane Doe,JANE DOE,true,,,");

        NameTally companies = new NameSets(directory).cases().get(0).tally();

        assertThat(companies.name()).isEqualTo("Company");
        assertThat(companies.pairs()).isEqualTo(4);
        assertThat(companies.same()).isEqualTo(2);
        assertThat(companies.plain()).isEqualTo(new NameTally.Hits(1, 1));
        assertThat(companies.key()).isEqualTo(new NameTally.Hits(2, 1));
        assertThat(companies.gain()).isEqualTo(1);
    }

    @Test
    void saysWhichTargetIsMissedAndWhichPairsAreWrong() throws IOException {
        cases("g,Company,Acme AG,Acme GmbH,false,,,", "g,Company,Acme,Apex,true,,,");

        CommandRun run = run();

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("MISSED").contains("wrongly the same: Acme AG = Acme GmbH");
    }

    @Test
    void countsEveryPairOfCompaniesAndTheirCopies() throws Exception {
        cases("g,Company,Acme,Acme,true,,,");
        Files.write(
                directory.resolve("dnb_test_names.csv"),
                List.of(",company_name,country", "0,Acme PLC,BE", "1,Apex,BE"));
        Files.write(
                directory.resolve("dnb_adjusted_test_names.csv"),
                List.of(",company_name,country", "0,AcmePLC,BE", "1,Acme Inc,BE"));

        NameTally tally = NameTally.ofEntities("dnb", new NameSets(directory).copies());

        assertThat(tally.pairs()).isEqualTo(6);
        assertThat(tally.same()).isEqualTo(2);
        assertThat(tally.key()).isEqualTo(new NameTally.Hits(1, 2));
        assertThat(run().output())
                .contains("precision of the key on every pair among the DNB companies and their copies: 0.333,"
                        + " target 0.980: MISSED");
    }

    @Test
    void anUnusableFolderIsNamed() throws IOException {
        assertThat(run().exitCode()).isEqualTo(2);
        assertThat(run().errors()).contains("there is no such file").contains(NameSets.CASES);
        Files.writeString(directory.resolve(NameSets.CASES), "a,b\n1,2\n");
        assertThat(run().errors()).contains("a column is missing").contains("column='schema'");
        assertThat(CommandRun.of(
                                new EvaluateNamesCommand(),
                                "--data",
                                directory.resolve("x").toString())
                        .errors())
                .contains("there is no such folder");
    }

    /** The targets of the issue, on the public sets. */
    @Test
    @EnabledIfEnvironmentVariable(
            named = "PORTOLAN_DATA",
            matches = ".+",
            disabledReason = "it names the folder that holds name-matching")
    void meetsItsTargetsOnThePublicSets() throws Exception {
        NameSets sets = new NameSets(Path.of(System.getenv("PORTOLAN_DATA"), "name-matching", "open"));
        List<NameTally> all = new ArrayList<>();
        List<NameTally> organised = new ArrayList<>();
        for (NameTally.OfPairs schema : sets.cases()) {
            all.add(schema.tally());
            if (List.of("Company", "Organization").contains(schema.tally().name())) {
                organised.add(schema.tally());
            }
        }
        NameTally together = NameTally.sum("all", all);
        NameTally companies = NameTally.sum("organised", organised);

        assertThat(together.pairs()).isEqualTo(826);
        assertThat(together.key().precision()).isGreaterThanOrEqualTo(EvaluateNamesCommand.PRECISION_TARGET);
        assertThat(companies.key().precision()).isGreaterThanOrEqualTo(EvaluateNamesCommand.PRECISION_TARGET);
        assertThat(EvaluateNamesCommand.gainNet(companies)).isGreaterThanOrEqualTo(EvaluateNamesCommand.GAIN_TARGET);
    }

    private void cases(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("case_group,schema,name1,name2,is_match,quality,category,notes"));
        all.addAll(List.of(lines));
        Files.write(directory.resolve(NameSets.CASES), all);
    }

    private CommandRun run() {
        return CommandRun.of(new EvaluateCommand(), "names", "--data", directory.toString());
    }
}
