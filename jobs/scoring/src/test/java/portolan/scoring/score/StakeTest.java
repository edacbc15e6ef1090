// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.item;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.Consignments;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Money;
import portolan.scoring.reference.Reference;
import portolan.scoring.reference.ReferenceException;

/** Consignments of the fixture declare 12 % of duty unless a test says otherwise, and are received 2026-03-02. */
class StakeTest {
    private static final Reference BUNDLED = Reference.bundled();

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void addsUpValueAndDutyOfAllItems() {
        Consignments.Draft draft = consignment()
                .items(item(1, "610910", "CN", 10.0), item(2, "850440", "CN", 10.0))
                .worth(1_000, "KRW")
                .dutiable(8.0, "A");

        assertThat(Stake.of(draft.build(), BUNDLED)).isEqualTo(new Stake(1_000, 80.0, "KRW"));
    }

    @Test
    void isInEuroByTheRateOfTheDayOfReceipt() throws IOException {
        give("rates.csv", "date,currency,perEur\n2026-03-01,USD,1.25\n2026-03-03,USD,2\n");

        assertThat(Stake.of(consignment().worth(1_000, "USD").dutiable(8.0, "A").build(), Reference.load(folder)))
                .isEqualTo(new Stake(800, 64.0, "EUR"));
    }

    @Test
    void staysInTheSharedCurrencyWhereNoRateIsKnown() throws IOException {
        give("rates.csv", "date,currency,perEur\n2026-03-03,USD,2\n");

        assertThat(Stake.of(consignment().worth(1_000, "USD").dutiable(8.0, "A").build(), Reference.load(folder)))
                .isEqualTo(new Stake(1_000, 80.0, "USD"));
    }

    @Test
    void currenciesThatCannotBeConvertedAreNotAddedUp() {
        Consignments.Draft draft = consignment()
                .items(worth(item(1, "610910", "CN", 10.0), "USD"), worth(item(2, "850440", "CN", 10.0), "KRW"));

        assertThat(Stake.of(draft.build(), BUNDLED)).isNull();
    }

    @Test
    void aDeclaredRateGoesBeforeTheTable() throws IOException {
        give("duty-rates.csv", "hs6,ratePercent\n610910,20\n");
        Consignments.Draft shirts =
                consignment().items(item(1, "6109100010", "CN", 10.0)).worth(1_000, "KRW");

        assertThat(Stake.of(shirts.dutiable(null, null).build(), Reference.load(folder)))
                .isEqualTo(new Stake(1_000, 200.0, "KRW"));
        assertThat(Stake.of(shirts.dutiable(0.0, "FREE").build(), Reference.load(folder)))
                .isEqualTo(new Stake(1_000, 0.0, "KRW"));
    }

    @Test
    void withoutARateOfEveryItemNoDutyIsKnown() throws IOException {
        give("duty-rates.csv", "hs6,ratePercent\n610910,20\n");
        Consignments.Draft draft = consignment()
                .items(item(1, "610910", "CN", 10.0), item(2, "850440", "CN", 10.0))
                .worth(1_000, "KRW")
                .dutiable(null, null);

        assertThat(Stake.of(draft.build(), Reference.load(folder))).isEqualTo(new Stake(1_000, null, "KRW"));
    }

    @Test
    void withoutAValueOfEveryItemThereIsNone() {
        assertThat(Stake.of(consignment().valued(null).build(), BUNDLED)).isNull();
        assertThat(Stake.of(consignment().worth(0, "KRW").build(), BUNDLED)).isNull();
        assertThat(Stake.of(consignment().worth(Double.POSITIVE_INFINITY, "KRW").build(), BUNDLED))
                .isNull();
        assertThat(Stake.of(consignment().items().build(), BUNDLED)).isNull();
    }

    @Test
    void aTableWithAFaultIsRefusedWithItsLine() throws IOException {
        give("duty-rates.csv", "hs6,ratePercent\n6109,20\n610910,20\n610910,x\n610910,3\n");

        assertThatThrownBy(() -> Reference.load(folder))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("duty-rates.csv:2: not six digits: '6109'")
                .hasMessageContaining("duty-rates.csv:4: not a number: 'x'")
                .hasMessageContaining("duty-rates.csv:5: a second rate of 610910");
    }

    private void give(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static GoodsItem worth(GoodsItem item, String currency) {
        return consignment()
                .items(item)
                .valued(new Money(500, currency, "FOB"))
                .build()
                .items()
                .get(0);
    }
}
