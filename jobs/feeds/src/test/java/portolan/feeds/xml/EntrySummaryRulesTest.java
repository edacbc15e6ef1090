// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import portolan.feeds.Finding;
import portolan.feeds.Taken;

class EntrySummaryRulesTest {
    private static final Pattern NUMBER = Pattern.compile(":Number>([0-9]+)<");

    /** A declaration of air freight in which nothing is wrong. */
    private static final String SOUND = """
            <ie:CC315A xmlns:ie="http://ics.dgtaxud.ec/CC315A">
              <MesSenMES3>GB123456789000/0000000001</MesSenMES3><MesRecMES6>GBCD1234</MesRecMES6>
              <DatOfPreMES9>260301</DatOfPreMES9><TimOfPreMES10>0815</TimOfPreMES10><MesTypMES20>CC315A</MesTypMES20>
              <HEAHEA><RefNumHEA4>LRN-1</RefNumHEA4><TraModAtBorHEA76>4</TraModAtBorHEA76>
                <TotNumOfIteHEA305>2</TotNumOfIteHEA305><TotNumOfPacHEA306>5</TotNumOfPacHEA306>
                <TotGroMasHEA307>30.5</TotGroMasHEA307><ConRefNumHEA>ABC1234</ConRefNumHEA>
                <PlaLoaGOOITE334>TRIST</PlaLoaGOOITE334><PlaUnlGOOITE334>GBLHR</PlaUnlGOOITE334></HEAHEA>
              <TRACONCE1><TINCE159>GB123456789001</TINCE159></TRACONCE1>
              <GOOITEGDS><IteNumGDS7>1</IteNumGDS7><GooDesGDS23>LAMPS</GooDesGDS23><GroMasGDS46>20.5</GroMasGDS46>
                <PRODOCDC2><DocTypDC21>N741</DocTypDC21><DocRefDC23>123-1</DocRefDC23></PRODOCDC2>
                <TRACONCO2><TINCO259>GB1</TINCO259></TRACONCO2>
                <PACGS2><KinOfPacGS23>CT</KinOfPacGS23><NumOfPacGS24>5</NumOfPacGS24><MarNumOfPacGSL21>A</MarNumOfPacGSL21></PACGS2>
              </GOOITEGDS>
              <GOOITEGDS><IteNumGDS7>2</IteNumGDS7><GooDesGDS23>BULBS</GooDesGDS23><GroMasGDS46>10</GroMasGDS46>
                <PRODOCDC2><DocTypDC21>N741</DocTypDC21><DocRefDC23>123-1</DocRefDC23></PRODOCDC2>
                <TRACONCO2><TINCO259>GB2</TINCO259></TRACONCO2>
                <PACGS2><KinOfPacGS23>CT</KinOfPacGS23><NumOfPacGS24>0</NumOfPacGS24><MarNumOfPacGSL21>A</MarNumOfPacGSL21></PACGS2>
              </GOOITEGDS>
              <ITI><CouOfRouCodITI1>TR</CouOfRouCodITI1></ITI><ITI><CouOfRouCodITI1>GB</CouOfRouCodITI1></ITI>
              <PERLODSUMDEC><TINPLD1>GB123456789000</TINPLD1></PERLODSUMDEC>
              <CUSOFFFENT730><RefNumCUSOFFFENT731>GB000120</RefNumCUSOFFFENT731></CUSOFFFENT730>
              <TRACARENT601><TINTRACARENT602>GB999</TINTRACARENT602></TRACARENT601>
            </ie:CC315A>
            """;

    /** What is changed in a sound declaration, and the code that it is found by. */
    private static final List<List<String>> FAULTS = List.of(
            List.of("/0000000001<", "<", "4065"),
            List.of("<IteNumGDS7>2<", "<IteNumGDS7>3<", "8102"),
            List.of("<GroMasGDS46>10</GroMasGDS46>", "", ""),
            List.of("<ConRefNumHEA>ABC1234</ConRefNumHEA>", "", "8118"),
            List.of("<ConRefNumHEA>", "<SpeCirIndHEA1>D</SpeCirIndHEA1><ConRefNumHEA>", "8112"),
            List.of("<TraModAtBorHEA76>4", "<TraModAtBorHEA76>2", "8199"),
            List.of("<TraModAtBorHEA76>4", "<TraModAtBorHEA76>04", "8690"),
            List.of("<TotNumOfIteHEA305>2", "<TotNumOfIteHEA305>3", "8206"),
            List.of(">30.5<", ">30.4<", "8686"),
            List.of(">20.5<", ">20.5001<", "8676 8686"),
            List.of(">20.5<", ">020.5<", "8674"),
            List.of(">20.5<", ">.5<", "8677"),
            List.of(">20.5<", ">+0.5<", "8679"),
            List.of("<TINCE159>GB", "<TINCE159>TR", "8225 8226 8227 8228 8229"),
            List.of("<TINCE159>GB123456789001</TINCE159>", "<NamCE17>A</NamCE17>", "8126 8127 8128 8129"),
            List.of("<TINCE159>", "<NamCE17>A</NamCE17><TINCE159>", "8631"),
            List.of("<TINCO259>GB2<", "<TINCO259>GB1<", "8193"),
            List.of("<TRACONCE1>", "<TRACONCO1><TINCO159>GB3</TINCO159></TRACONCO1><TRACONCE1>", "8119"),
            List.of("<TINPLD1>GB", "<TINPLD1>FR", "8692"),
            List.of("<TINTRACARENT602>GB999<", "<TINTRACARENT602>GB123456789000<", "8195"),
            List.of("<NumOfPacGS24>5<", "<NumOfPacGS24>05<", "8680"),
            List.of("<NumOfPacGS24>5</NumOfPacGS24>", "", "8151 8153"),
            List.of("<MarNumOfPacGSL21>A</MarNumOfPacGSL21>", "", "8152 8153"),
            List.of("<KinOfPacGS23>CT<", "<KinOfPacGS23>VQ<", "8149"),
            List.of("<ITI><CouOfRouCodITI1>TR</CouOfRouCodITI1></ITI>", "", "8684"),
            List.of("<GooDesGDS23>BULBS<", "<PlaLoaGOOITE333>TRIZM</PlaLoaGOOITE333><GooDesGDS23>BULBS<", "8136"));

    @Test
    void aSoundDeclarationHasNoFindings() {
        assertThat(Taken.of(SOUND).receipt().findings()).isEmpty();
    }

    @Test
    void eachFaultIsFoundByItsCode() {
        for (List<String> fault : FAULTS) {
            String message = SOUND.replace(fault.get(0), fault.get(1));
            assertThat(String.join(" ", codes(message))).as("%s", fault).isEqualTo(fault.get(2));
        }
    }

    @Test
    void aRuleThatIsBrokenOftenIsOneFindingAndNothingIsRejected() {
        Taken taken = Taken.of(SOUND.replace("<KinOfPacGS23>CT<", "<KinOfPacGS23>VQ<"));

        assertThat(taken.receipt().findings())
                .containsExactly(new Finding(
                        "ENS_8149",
                        "bulk has no packages and no pieces: first=CC315A/GOOITEGDS[1]/PACGS2[1], times=2"));
        assertThat(taken.only().getGoodsItems()).hasSize(2);
    }

    @Test
    void aNumberWithAnExponentIsNone() {
        Taken taken = Taken.of(SOUND.replace(">10<", ">1e999999999<"));

        assertThat(taken.receipt().reject()).isNull();
        assertThat(taken.receipt().findings()).extracting(Finding::code).contains(Finding.UNREADABLE);
        assertThat(codes(SOUND.replace(">30.5<", ">1e999999999<"))).isEmpty();
    }

    @Test
    void numbersOfTheUnionAreKnownToItsStates() {
        String union = SOUND.replace("GBCD1234", "NTA.HR").replace(">GB", ">DE");

        assertThat(codes(union)).isEmpty();
        assertThat(codes(union.replace("<TINCE159>DE", "<TINCE159>TR"))).contains("8225");
    }

    /** Of the open cases, the codes that are expected are the codes that are found: all of them in 61 of 61. */
    @Test
    @EnabledIfEnvironmentVariable(named = "PORTOLAN_DATA", matches = ".+", disabledReason = "the samples are not ours")
    void everyOpenCaseHasTheErrorsThatAreExpected() throws IOException {
        Map<String, Set<String>> expected = new TreeMap<>();
        Map<String, Set<String>> found = new TreeMap<>();
        for (Tar.Entry entry : Tar.entries(
                Path.of(System.getenv("PORTOLAN_DATA"), "hmrc-ens", "open", "ruleTestCases315_sample.tar.zst"))) {
            String text = new String(entry.bytes(), StandardCharsets.UTF_8);
            String name = entry.name().replaceAll("\\.(ctl|xml)$", "");
            if (entry.name().endsWith(".ctl")) {
                Set<String> codes = new TreeSet<>();
                for (Matcher number = NUMBER.matcher(text); number.find(); ) {
                    codes.add(number.group(1));
                }
                expected.put(name, codes);
            } else if (entry.name().endsWith(".xml")) {
                found.put(name, new TreeSet<>(codes(text)));
            }
        }
        assertThat(found).hasSize(61);
        found.entrySet().removeAll(expected.entrySet());
        assertThat(found).as("of %s", expected).isEmpty();
    }

    private static List<String> codes(String message) {
        List<String> codes = new ArrayList<>();
        for (Finding finding : Taken.of(message).receipt().findings()) {
            codes.add(finding.code().substring("ENS_".length()));
        }
        return codes;
    }
}
