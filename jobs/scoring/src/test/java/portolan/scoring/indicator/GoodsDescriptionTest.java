// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.filing.CaseIndicators;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembering;
import portolan.scoring.kind.commodity.CommodityKind;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/** What words say of goods, beside a nomenclature of a dozen headings and what such goods were called before. */
class GoodsDescriptionTest {
    private static final String NOMENCLATURE = """
            section,hscode,description,parent,level
            II,08,Edible fruit and nuts,TOTAL,2
            II,0803,"Bananas, including plantains; fresh or dried",08,4
            II,080390,"Fruit, edible; bananas, other than plantains, fresh or dried",0803,6
            II,0804,"Dates, figs, pineapples, avocados, guavas, mangoes; fresh or dried",08,4
            II,080430,"Fruit, edible; pineapples, fresh or dried",0804,6
            IV,22,"Beverages, spirits and vinegar",TOTAL,2
            IV,2204,"Wine of fresh grapes",22,4
            IV,220421,"Wine; still, in containers of two litres or less",2204,6
            IV,24,Tobacco,TOTAL,2
            IV,2402,"Cigars, cheroots and cigarettes",24,4
            IV,240220,"Cigarettes; containing tobacco",2402,6
            XI,61,"Apparel; knitted or crocheted",TOTAL,2
            XI,6109,"T-shirts, singlets and other vests; knitted or crocheted",61,4
            XI,610910,"T-shirts, singlets and other vests; of cotton, knitted or crocheted",6109,6
            XI,62,"Apparel; not knitted or crocheted",TOTAL,2
            XI,6203,"Suits, jackets, trousers; men's or boys' (not knitted or crocheted)",62,4
            XI,620342,"Trousers, overalls, breeches and shorts; men's or boys', of cotton",6203,6
            XI,6205,"Shirts; men's or boys' (not knitted or crocheted)",62,4
            XI,620520,"Shirts; men's or boys', of cotton (not knitted or crocheted)",6205,6
            XI,64,Footwear,TOTAL,2
            XI,6403,"Footwear; with outer soles of rubber, plastics or leather and uppers of leather",64,4
            XI,640399,"Footwear; with uppers of leather, not covering the ankle",6403,6
            XVI,84,Machinery,TOTAL,2
            XVI,8413,"Pumps; for liquids, with or without measuring device",84,4
            XVI,841370,"Pumps; centrifugal, for liquids",8413,6
            XVI,8471,"Automatic data processing machines; magnetic or optical readers",84,4
            XVI,847130,"Automatic data processing machines; portable, laptop computers",8471,6
            XVI,85,Electrical machinery,TOTAL,2
            XVI,8517,"Telephone sets, smartphones; apparatus for wireless networks",85,4
            XVI,851713,"Telephone sets; smartphones for wireless networks",8517,6
            XVII,87,Vehicles,TOTAL,2
            XVII,8712,"Bicycles and other cycles; not motorised",87,4
            XVII,871200,"Cycles; bicycles, including delivery tricycles, not motorised",8712,6
            """;

    @TempDir
    static Path directory;

    private static Reference reference = Reference.bundled();

    private final Remembering<?> commodity = new Remembering<>(CommodityKind.remembered(MemorySettings.DEFAULT));

    @BeforeAll
    static void readTheNomenclature() throws IOException {
        Files.writeString(directory.resolve("harmonized-system.csv"), NOMENCLATURE);
        reference = Reference.load(directory);
    }

    @Test
    void wordsOfAnotherHeadingSpeakAgainstTheDeclaredOne() {
        Reading reading = misdescribed(consignment().carrying("080390").describedAs("SMARTPHONES, WIRELESS TELEPHONE"));

        assertThat(reading).isNotNull();
        assertThat(reading.value()).isBetween(6.0, 16.0);
        assertThat(reading.evidence())
                .isEqualTo("\"SMARTPHONES, WIRELESS TELEPHONE\" fits 8517 better than 0803, by 3 telling words");
        assertThat(misdescribed(consignment()
                        .carrying("080390")
                        .describedAs("SMARTPHONES, WIRELESS TELEPHONE")
                        .level(BillLevel.MASTER)))
                .as("a consolidation")
                .isNull();
    }

    @Test
    void wordsOfTheDeclaredHeadingSpeakForIt() {
        Reading reading = misdescribed(consignment().carrying("240220").describedAs("cigarettes, tobacco inside"));

        assertThat(reading).isNotNull();
        assertThat(reading.value()).isLessThan(-1);
        assertThat(reading.evidence())
                .isEqualTo("\"cigarettes, tobacco inside\" fits no heading better than 2402, by 2 telling words");
    }

    @Test
    void oneWordOfAnotherHeadingIsRefused() {
        assertThat(misdescribed(consignment().carrying("080390").describedAs("BANANAS, BICYCLE BRAND")))
                .satisfiesAnyOf(
                        reading -> assertThat(reading).isNull(),
                        reading -> assertThat(Objects.requireNonNull(reading).value())
                                .isLessThan(0));
        assertThat(misdescribed(consignment().carrying("080390").describedAs("SMARTPHONES")))
                .isNull();
    }

    @Test
    void whatSaysTooLittleIsRefused() {
        for (String text : List.of("", " ", "GOODS", "棉质衬衫", "STC 40X", "??", "香蕉 телефон")) {
            assertThat(misdescribed(consignment().carrying("080390").describedAs(text)))
                    .as(text)
                    .isNull();
        }
        Draft phones = consignment().describedAs("SMARTPHONES, WIRELESS TELEPHONE");
        assertThat(misdescribed(phones.carrying("999999"))).isNull();
        assertThat(misdescribed(phones.carrying("08"))).isNull();
        assertThat(misdescribed(consignment().carrying("080390").describedAs(null)))
                .isNull();
    }

    @Test
    void chaptersAloneAreNotEnough() {
        CaseEvent event = filed(consignment()
                .carrying("080390")
                .describedAs("SMARTPHONES, WIRELESS TELEPHONE")
                .build());

        assertThat(new Join(Reference.bundled()).of(event, List.of()).get(Indicators.get("description_against_hs")))
                .isNull();
    }

    @Test
    void whatSuchGoodsAreCalledEveryDaySpeaksForThem() {
        Draft draft = consignment().carrying("871200").describedAs("CYCLE WITH PORTABLE LAPTOP COMPUTER");
        double before = Objects.requireNonNull(misdescribed(draft)).value();
        for (int i = 0; i < 100; i++) {
            commodity.learn(draft);
        }

        double after = Objects.requireNonNull(misdescribed(draft)).value();

        assertThat(before).isPositive();
        assertThat(after).isLessThan(before - 2);
    }

    @Test
    void aShortOrEmptyDescriptionIsUnspecific() {
        Reading shortOne = unspecific(consignment().carrying("841370").describedAs("PUMPS"));
        Reading empty = unspecific(consignment().carrying("841370").describedAs("machines for liquids, other"));
        Reading full = unspecific(consignment().carrying("841370").describedAs("CENTRIFUGAL PUMPS FOR LIQUIDS"));

        assertThat(shortOne).isNotNull();
        assertThat(shortOne.value()).isEqualTo(1);
        assertThat(shortOne.evidence()).startsWith("\"PUMPS\": 5 characters, ");
        assertThat(empty).isNotNull();
        assertThat(empty.value()).isEqualTo(1);
        assertThat(full).isNotNull();
        assertThat(full.value()).isZero();
    }

    @Test
    void aDescriptionInAnotherLanguageIsNotCalledUnspecific() {
        assertThat(unspecific(consignment().carrying("841370").describedAs("离心泵")))
                .isNull();
        assertThat(unspecific(consignment().carrying("841370").describedAs(null)))
                .isNull();
    }

    private @Nullable Reading misdescribed(Draft draft) {
        CaseEvent event = filed(draft.build());
        List<Answer> answers = event.live().items().get(0).hsCode() == null
                        || Objects.requireNonNull(event.live().items().get(0).hsCode())
                                        .length()
                                < 6
                ? List.of()
                : List.of(commodity.measure(event));
        return new Join(reference).of(event, answers).get(Indicators.get("description_against_hs"));
    }

    private static @Nullable Reading unspecific(Draft draft) {
        return Readings.of(new CaseIndicators(reference).of(filed(draft.build())))
                .get(Indicators.get("unspecific_description"));
    }
}
