// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.training.papers.PaperSet;

class WorldTextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"portolan-training.properties", "portolan-training_sq.properties"})
    void everythingThatIsPlantedAndWrittenHasItsText(String catalogue) throws Exception {
        Properties texts = new Properties();
        try (InputStream stream = WorldTextsTest.class.getResourceAsStream('/' + catalogue)) {
            texts.load(new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8));
        }
        Set<String> keys = new TreeSet<>();
        for (SchemeInfo scheme : Schemes.all()) {
            keys.add("scheme." + scheme.label());
            keys.add("story." + scheme.label());
            for (String alike : scheme.alikes()) {
                keys.add("alike." + alike);
                keys.add("story." + alike);
            }
        }
        for (PaperSet.Kind kind : PaperSet.Kind.values()) {
            keys.add("paper." + kind);
        }
        for (Post post : Post.values()) {
            Order order = new Order(post, LocalDate.of(2026, 5, 4), Duration.ofHours(4), 40, 0, Map.of(), 0, true);
            for (Dealt.Bill bill : Dealer.deal(order, new byte[] {1}).window()) {
                Objects.requireNonNull(bill.papers()).papers().stream()
                        .flatMap(paper -> paper.fields().stream())
                        .forEach(field -> keys.add("field." + field.name()));
            }
        }

        assertThat(keys).allMatch(key -> !texts.getProperty(key, "").isBlank());
    }
}
