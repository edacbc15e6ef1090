// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.Desk;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.local.CommandRun;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalCluster;
import portolan.local.LocalTopics;
import portolan.local.RuleKeys;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;
import portolan.pipeline.receive.ReceiveJob;
import portolan.pipeline.receive.ReceiveSettings;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/** The whole way of one message: a broker, both jobs with RocksDB, a desk and a browser, none of them a stand-in. */
class MessageToDeskIT {
    private static final String MANIFEST = """
            <Awmds>
              <General_segment>
                <General_segment_id><Customs_office_code>ALDRZ</Customs_office_code></General_segment_id>
                <Transport_information>
                  <Carrier><Carrier_code>ADRL</Carrier_code></Carrier><Mode_of_transport_code>1</Mode_of_transport_code>
                </Transport_information>
              </General_segment>
              <Bol_segment>
                <Bol_id><Bol_reference>A1</Bol_reference><Bol_nature>23</Bol_nature><Bol_type_code>BOL</Bol_type_code></Bol_id>
                <Traders_segment>
                  <Exporter>
                    <Exporter_name>NORTHERN STAR SHIPPING LTD</Exporter_name><Exporter_address>BANDAR ABBAS IR</Exporter_address>
                  </Exporter>
                </Traders_segment>
                <Goods_segment>
                  <Number_of_packages>12</Number_of_packages><Gross_mass>100</Gross_mass>
                  <Goods_description>ceramic tiles</Goods_description>
                </Goods_segment>
              </Bol_segment>
            </Awmds>
            """;

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void aMessageOfWhoIsOnAListBecomesAnAlertThatAnOfficerDecides() throws Exception {
        Path keys = directory.resolve("keys");
        try (Chromium chromium = Chromium.start();
                EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all());
                LocalCluster cluster =
                        LocalCluster.plan().withTaskManagers(1, 2).start()) {
            String bootstrap = kafka.bootstrapServers();
            listed(bootstrap, keys);
            StreamExecutionEnvironment scoring = cluster.environment();
            ScoringJob.build(
                    scoring,
                    JobSettings.of(Map.of(
                            "bootstrap",
                            bootstrap,
                            "parallelism",
                            "1",
                            "rule-keys",
                            keys.toString(),
                            "deployment",
                            "pier")));
            scoring.executeAsync("portolan-scoring");
            StreamExecutionEnvironment receive = cluster.environment();
            receive.setParallelism(1);
            ReceiveJob.build(receive, ReceiveSettings.of(Map.of("bootstrap", bootstrap)));
            receive.executeAsync("portolan-receive");
            Path folder = directory.resolve("in");
            Files.writeString(Files.createDirectories(folder.resolve("durres")).resolve("a1.xml"), MANIFEST);
            CommandRun.of("receive", "--bootstrap", bootstrap, "--folder", folder, "--once")
                    .assertDone();

            try (Desk desk =
                    Desk.start(Desks.settings(bootstrap, directory, 0, List.of(new User("anna", Role.OFFICER, ""))))) {
                Page anna = chromium.person().newPage();
                anna.navigate(desk.invitation().toString());
                Patience.until(
                        "the alert is on the list",
                        () -> {
                            anna.navigate(desk.address().resolve("/worklist").toString());
                            return anna.locator(".row[data-open]").count() == 1;
                        },
                        () -> anna.locator("main").innerText());
                String key =
                        Objects.requireNonNull(anna.locator(".row[data-open]").getAttribute("aria-label"));
                anna.keyboard().press("Enter");
                anna.waitForURL("**/consignment?**");
                assertThat(anna.locator("main")).containsText("is entry 7 of the watch list own v1");
                assertThat(anna.locator("main")).containsText("ceramic tiles");
                anna.keyboard().press("d");
                anna.waitForURL("**/decide?**");
                anna.keyboard().press("1");
                anna.keyboard().press("Enter");
                anna.waitForURL("**/worklist");

                assertThat(key).contains("A1");
                assertThat(Desks.all(bootstrap, Topics.DECISIONS_RECORDED, DecisionRecorded.class))
                        .singleElement()
                        .satisfies(said -> assertThat(List.of(said.getConsignmentKey(), said.getBy(), said.getAction()))
                                .containsExactly(key, "anna", DecisionAction.EXAMINE));
            }
        }
    }

    /** One writes a watch list, another approves it, and it is in force. */
    private void listed(String bootstrap, Path keys) throws Exception {
        RuleKeys.make(keys, "ann", "author,activator");
        RuleKeys.make(keys, "bob", "approver");
        Path list = Files.writeString(
                directory.resolve("own.csv"), "id,name,country,city,street\n7,NORTHERN STAR SHIPPING LTD,IR,,\n");
        step(bootstrap, keys, "ann", "publish", list, "--name", "own");
        step(bootstrap, keys, "bob", "approve", "own", 1);
        step(bootstrap, keys, "ann", "activate", "own", 1);
    }

    private static void step(String bootstrap, Path keys, String who, Object... words) {
        List<Object> all = new ArrayList<>(List.of("watchlists"));
        all.addAll(List.of(words));
        all.addAll(List.of(
                "--bootstrap", bootstrap, "--keys", keys, "--deployment", "pier", "--as", who, "--why", "test"));
        CommandRun.of(all.toArray()).assertDone();
    }
}
