// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.company;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.item;
import static portolan.scoring.Consignments.reachedBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;
import portolan.scoring.sketch.Place;

class MemoryKeysTest {
    @Test
    void everyKeyNamesItsTenantAndKind() {
        Consignment consignment = consignment().tenant("kr").carrying("392690").build();

        assertThat(Memories.SHIPPER.keysOf(consignment)).containsExactly("kr|shipper|EORI:CN91310000");
        assertThat(Memories.CONSIGNEE.keysOf(consignment)).containsExactly("kr|consignee|EORI:NL812345678");
        assertThat(Memories.COMMODITY.keysOf(consignment)).containsExactly("kr|commodity|392690");
        assertThat(Memories.BASE.keysOf(consignment)).hasSize(1).allMatch(key -> key.startsWith("kr|base|"));
    }

    @Test
    void nobodyIsRememberedWhomTheFeedDoesNotName() {
        Consignment consignment = consignment().withoutParties().build();

        assertThat(Memories.SHIPPER.keysOf(consignment)).isEmpty();
        assertThat(Memories.CONSIGNEE.keysOf(consignment)).isEmpty();
    }

    @Test
    void naturalPersonsAreNotRemembered() {
        Party person = new Party(Role.CONSIGNEE, "Jan Jansen", List.of(), PersonType.NATURAL, null, List.of(), false);

        assertThat(Memories.CONSIGNEE.keysOf(consignment().party(person).build()))
                .isEmpty();
    }

    @Test
    void aSellerStandsInForAMissingConsignor() {
        Consignment consignment = consignment()
                .withoutParty(Role.CONSIGNOR)
                .party(company(Role.SELLER, "Acme Ltd.", "GB"))
                .build();

        assertThat(Memories.SHIPPER.keysOf(consignment)).containsExactly("test|shipper|AKME|GB");
    }

    @Test
    void subheadingsAreVisitedOnceEachAndTheHeaviestFirst() {
        Consignment consignment = consignment()
                .items(
                        item(1, "080300", "EC", 10.0),
                        item(2, "3926909790", "CN", 15.0),
                        item(3, "080300", "EC", 10.0),
                        item(4, null, "CN", 500.0),
                        item(5, "620520", "CN", null))
                .build();

        assertThat(Memories.COMMODITY.keysOf(consignment))
                .containsExactly("test|commodity|080300", "test|commodity|392690", "test|commodity|620520");
    }

    @Test
    void onlyTheEightHeaviestSubheadingsAreVisited() {
        GoodsItem[] items = new GoodsItem[12];
        for (int i = 0; i < items.length; i++) {
            items[i] = item(i + 1, "%06d".formatted(100_000 + i), "CN", 100.0 + i);
        }

        assertThat(Memories.COMMODITY.keysOf(consignment().items(items).build()))
                .hasSize(MemoryKind.MOST_KEYS)
                .startsWith("test|commodity|100011")
                .endsWith("test|commodity|100004");
    }

    /** A key goes to other tasks, to lists and to snapshots as UTF-8, and must lead to the same memory behind them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aKeyIsTheSameBehindTheWireWhereverALongTextIsCut(int letters) {
        String pairs = "x".repeat(letters) + "\uD83D\uDE00".repeat(40);
        Consignment consignment = consignment()
                .filer(pairs)
                .carrier(pairs)
                .party(reachedBy(company(Role.CONSIGNEE, pairs, "GB"), pairs + "@example.com"))
                .inContainers(pairs)
                .build();

        assertThat(Memories.FILER.keysOf(consignment)).isNotEmpty();
        assertThat(Memories.CONTACT.keysOf(consignment)).anyMatch(key -> key.contains("\uD83D\uDE00"));
        for (Remembered<?> remembered : Catalogue.remembered()) {
            assertThat(remembered.kind().keysOf(consignment))
                    .as(remembered.kind().name())
                    .allSatisfy(key ->
                            assertThat(new String(key.getBytes(UTF_8), UTF_8)).isEqualTo(key));
        }
    }

    @Test
    void aPlaceIsAUnLocodeElseACountryElseNothing() {
        assertThat(Place.ofLoading(consignment().loadedAt("CNSHA").build())).isEqualTo("CNSHA");
        assertThat(Place.ofLoading(consignment().loadedInCountry("CN").build())).isEqualTo("CN");
        assertThat(Place.ofLoading(consignment().loadedAt("cn sha, berth 3").build()))
                .isNull();
        assertThat(Place.ofLoading(consignment().routing().build())).isNull();
    }
}
