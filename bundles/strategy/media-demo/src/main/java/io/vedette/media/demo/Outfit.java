package io.vedette.media.demo;

import java.util.SplittableRandom;

/**
 * How a walker looks. Immutable.
 *
 * @param heightM from sole to crown
 * @param girth 1: slim to usual; up to 1.3
 * @param skin colour of face and hands
 * @param hair colour of hair
 * @param top colour of shirt, jacket or coat
 * @param legs colour of trousers
 * @param shoes colour of shoes
 * @param coat whether the upper garment reaches the knees
 * @param longHair whether the hair reaches the shoulders
 * @param bag whether a rucksack is carried
 */
record Outfit(
        double heightM,
        double girth,
        int skin,
        int hair,
        int top,
        int legs,
        int shoes,
        boolean coat,
        boolean longHair,
        boolean bag) {

    private static final int[] SKINS = {0xe3b899, 0xd9a585, 0xc68d68, 0x9a6847, 0x71492f};
    private static final int[] HAIRS = {0x2a211c, 0x4a3424, 0x6e4d2e, 0x8f8a86, 0x9b7440};
    private static final int[] TOPS = {
        0x2c3e63, 0x8c2f2d, 0x35553d, 0x3a3a3e, 0xb08a3a, 0x5c7f9f, 0xc9c4b8, 0x5b3a60, 0xb5552c
    };
    private static final int[] LEGS = {0x2b3850, 0x232428, 0x4b4a48, 0x8a7a5e, 0x3c4a63};
    private static final int[] SHOES = {0x1c1a19, 0x4a3527, 0xd8d5d0};

    static Outfit of(SplittableRandom random) {
        return new Outfit(
                1.62 + 0.26 * random.nextDouble(),
                1 + 0.25 * random.nextDouble(),
                one(SKINS, random),
                one(HAIRS, random),
                one(TOPS, random),
                one(LEGS, random),
                one(SHOES, random),
                random.nextInt(5) == 0,
                random.nextInt(3) == 0,
                random.nextInt(3) == 0);
    }

    private static int one(int[] colours, SplittableRandom random) {
        return colours[random.nextInt(colours.length)];
    }
}
