// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;

class MessageMappingTest {
    private static final MessageMapping.Settings PLAIN =
            new MessageMapping.Settings(ZoneOffset.UTC, List.of(), Set.of(), '.', Map.of());

    @Test
    void eachElementOfSeveralFillsAnElementOfAList() throws FaultException {
        Element bill = new Element("Bill", null);
        bill.child("Line").child("Text").text = "pipes";
        Element second = bill.child("Line");
        second.child("Text").text = "bolts";
        second.child("Pack").child("Count").text = "2";
        second.child("Pack").child("Count").text = "3";
        Draft draft = map("""
                        fields:
                          Line*/Text: goodsItems[*].description
                          Line*/Pack*/Count: goodsItems[*].packages[*].count
                        """).draft(bill, fault -> {});

        List<Item> items = items(draft);
        assertThat(items).extracting(Item::getDescription).containsExactly("pipes", "bolts");
        assertThat(items.get(1).getPackages()).extracting("count").containsExactly(2L, 3L);
    }

    @Test
    void theFirstElementThatHasAValueFillsTheFieldAndTheOthersAreAttributes() throws FaultException {
        Element message = new Element("Message", null);
        message.child("Ref").text = "outer";
        Element bill = new Element("Bill", message);
        bill.child("Ref").text = "";
        bill.child("Ref").text = "second";
        bill.child("Other").text = "third";
        Draft draft = map("fields: {Ref: ucr, Other: ucr, /Ref: ucr}").draft(bill, fault -> {});

        assertThat(draft.get("ucr")).isEqualTo("third");
        assertThat((Map<?, ?>) draft.get("attributes")).isEqualTo(Map.of("Ref#2", "second", "/Ref", "outer"));
    }

    @Test
    void conditionsAttributesAndJoinedTexts() throws FaultException {
        Element bill = new Element("Bill", null);
        Element mode = bill.child("Note");
        mode.child("Kind").text = "MODE";
        mode.child("Text").text = "9";
        bill.child("Ref").attributes.put("id", " U1 ");
        Element one = bill.child("Goods");
        one.child("Part").text = "STEEL";
        one.child("Part").text = "PIPES";
        Draft draft = map("""
                        fields:
                          Note[Kind=NATURE]/Text: natureOfMovement
                          Note[Kind=MODE]/Text: {to: transportMode, codes: {9: ROAD}}
                          Ref@id: ucr
                          Goods/Part: {to: "goodsItems[0].description", join: " "}
                        """).draft(bill, fault -> {});

        assertThat(draft.get("transportMode")).isEqualTo(TransportMode.ROAD);
        assertThat(draft.get("ucr")).isEqualTo("U1");
        assertThat(items(draft).get(0).getDescription()).isEqualTo("STEEL PIPES");
    }

    @Test
    void everythingThatIsWrongWithAMapIsSaidAtOnceWithItsLine() {
        assertThatThrownBy(() -> map("""
                        fields:
                          A*/B: ucr
                          A/B: goodsItems[*].hs
                          A//B: ucr
                          C: goodsItem[0].hs
                          D: {to: ucr, joint: " "}
                        ignored: [x]
                        """))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("map:7:1: unknown 'ignored' in a field map; did you mean 'ignore'?")
                .hasMessageContaining("map:2:3: as many '*' in the element as in the field")
                .hasMessageContaining("map:3:3: as many '*' in the element as in the field")
                .hasMessageContaining("map:4:3: not the way to an element: 'A//B'")
                .hasMessageContaining("map:5:6: unknown field 'goodsItem' of Filing")
                .hasMessageContaining("map:6:16: unknown 'joint' in column 'D'; did you mean 'join'?");
    }

    private static List<Item> items(Draft draft) {
        return draft.get("goodsItems") instanceof List<?> list
                ? list.stream().map(Item.class::cast).toList()
                : List.of();
    }

    private static MessageMapping map(String text) {
        return MessageMapping.parse(text, "map", PLAIN);
    }

    private static final class Element implements MessageElement {
        private final String name;
        private final @Nullable Element parent;
        private final List<Element> children = new ArrayList<>();
        private final Map<String, String> attributes = new HashMap<>();
        private String text = "";

        Element(String name, @Nullable Element parent) {
            this.name = name;
            this.parent = parent;
        }

        Element child(String named) {
            Element child = new Element(named, this);
            children.add(child);
            return child;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public @Nullable MessageElement parent() {
            return parent;
        }

        @Override
        public List<Element> children() {
            return children;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public @Nullable String attribute(String named) {
            return attributes.get(named);
        }
    }
}
