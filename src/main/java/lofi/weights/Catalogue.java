package lofi.weights;

import static lofi.weights.CatalogueFile.about;
import static lofi.weights.CatalogueFile.declared;
import static lofi.weights.CatalogueFile.exact;

import java.util.List;
import java.util.Optional;

/// The models that are known, each pinned to one revision.
///
/// A checksum stands here only if the publisher shows it. For the other files the one that the
/// publisher's server declares is checked and kept in the model's lock file.
public final class Catalogue {
  private static final String NON_COMMERCIAL = "CC-BY-NC-4.0 (not for commercial use)";

  private static final List<CatalogueModel> MODELS =
      List.of(
          new CatalogueModel(
              "musicgen-small",
              "MusicGen small, for our own decoder",
              "facebook/musicgen-small",
              "51027f0bee8489c1750a7b8a4806894ab2e7dc4d",
              NON_COMMERCIAL,
              true,
              "the publisher's commit page; the two configurations from their full text",
              List.of(
                  exact(
                      "model.safetensors",
                      2_364_427_288L,
                      "1bdc99d43eb6c775967df24b65b0a9f847c0907e95664698d93b5a1c35f5090d"),
                  declared("config.json", 7_866),
                  exact(
                      "generation_config.json",
                      224,
                      "3126e10627aad71cce75772137b1043bae6a066751f0aaebf7a1ba440a5fc3c4"),
                  exact(
                      "preprocessor_config.json",
                      275,
                      "3f820c9214aed413cde1d72fe2bed2f5ce5e5929d4ac2cc12bfddaf0ba0b8465"),
                  declared("tokenizer.json", 2_420_000))),
          new CatalogueModel(
              "musicgen-small-onnx-q8",
              "MusicGen small as ONNX graphs, 8 bits",
              "Xenova/musicgen-small",
              "256aadc10e26dc279e7a9f2f94c1ae9f18315e09",
              NON_COMMERCIAL,
              false,
              "the publisher's file pages",
              List.of(
                  exact(
                      "onnx/decoder_model_merged_quantized.onnx",
                      428_422_300,
                      "9dade5431ef5f3690cde7449d8e881b2d596d1ee5c6472752787d7d470d67091"),
                  about(
                      "onnx/text_encoder_quantized.onnx",
                      110_000_000,
                      "336afda84d24205409f20e71da691e5c21585e32aa86e3e38d73543ac6d481fc"),
                  codec(),
                  declared("config.json", 7_800),
                  declared("tokenizer.json", 2_420_000))),
          new CatalogueModel(
              "musicgen-small-onnx-fp32",
              "MusicGen small as ONNX graphs, exact",
              "Xenova/musicgen-small",
              "256aadc10e26dc279e7a9f2f94c1ae9f18315e09",
              NON_COMMERCIAL,
              false,
              "the publisher's file pages",
              List.of(
                  about(
                      "onnx/decoder_model_merged.onnx",
                      1_690_000_000,
                      "3b2cf8b839b2e48b480e264972931e9f6b7f7d6d1483fb00a03ad6c4bda64121"),
                  about(
                      "onnx/text_encoder.onnx",
                      439_000_000,
                      "f7962c2408b03ebb37252e6d1a3179517e8c6127b9fda4e0beab84dfa09aab80"),
                  codec(),
                  declared("config.json", 7_800),
                  declared("tokenizer.json", 2_420_000))));

  private Catalogue() {}

  private static CatalogueFile codec() {
    return about(
        "onnx/encodec_decode.onnx",
        118_000_000,
        "847918300a85c9a8f93333f482c5740e07c4e2599faed839bbec73fd0d588073");
  }

  public static List<CatalogueModel> models() {
    return MODELS;
  }

  public static Optional<CatalogueModel> find(String name) {
    return MODELS.stream().filter(model -> model.name().equals(name)).findFirst();
  }
}
