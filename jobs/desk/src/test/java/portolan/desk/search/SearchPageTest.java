// SPDX-License-Identifier: Apache-2.0
package portolan.desk.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.index.CaseKey;
import portolan.desk.index.DeskIndex;
import portolan.desk.index.Hit;
import portolan.desk.index.IdentityKind;
import portolan.desk.index.Told;
import portolan.schemas.avro.Lane;

class SearchPageTest {
    @TempDir
    private Path directory = Path.of(".");

    @Test
    void theWholeNumberOfOneBillLeadsToItsCard() {
        Told told = new Told();
        for (String key : List.of("MAEU:AB-77:2026", "MAEU:AB-771:2026")) {
            told.filed(key).assessed(key, Lane.GREEN, -3);
        }
        try (DeskIndex index = DeskIndex.open(directory.resolve("index"))) {
            index.apply(told.all());

            assertThat(only(index, "maeu ab77 2026")).isEqualTo(new CaseKey("default", "MAEU:AB-77:2026"));
            assertThat(only(index, "MAEU:AB-77")).as("the beginning of two").isNull();
            assertThat(only(index, "EMMA")).as("a ship").isNull();
        }
    }

    private static @Nullable CaseKey only(DeskIndex index, String typed) {
        return SearchScreen.onlyBill(index.search(typed, 10), typed);
    }

    @Test
    void whatWasTypedTooShortOrFindsNothingSaysSo() {
        assertThat(SearchPage.of("", List.of(), 10).state()).isEqualTo(SearchPage.State.EMPTY);
        assertThat(SearchPage.of("a-b", List.of(), 10).state()).isEqualTo(SearchPage.State.SHORT);
        assertThat(SearchPage.of("abc", List.of(), 10).state()).isEqualTo(SearchPage.State.NOTHING);
    }

    @Test
    void aPartyThatIsFoundByItsNameTooIsShownOnce() {
        Hit party = new Hit(IdentityKind.PARTY, "ACME|DE", "ACME", 3, List.of());
        Hit name = new Hit(IdentityKind.NAME, "ACME", "ACME", 3, List.of());
        Hit wider = new Hit(IdentityKind.NAME, "ACME", "ACME", 4, List.of());

        SearchPage page = SearchPage.of("acme", List.of(party, name), 10);

        assertThat(page.groups()).extracting(SearchPage.Group::kind).containsExactly(IdentityKind.PARTY);
        assertThat(SearchPage.of("acme", List.of(party, wider), 10).groups()).hasSize(2);
        assertThat(SearchPage.of("acme", List.of(party, name), 2).isCut()).isTrue();
    }
}
