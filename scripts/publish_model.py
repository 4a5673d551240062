"""Exports a MusicGen checkpoint to ONNX files as their publisher does: CHECKPOINT TARGET."""

import pathlib
import shutil
import sys
import tempfile

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from optimum.exporters.onnx import onnx_export_from_model
from transformers import MusicgenForConditionalGeneration

# The codec has convolutions, for which ONNX Runtime wants weights without a sign.
GRAPHS = {
    "text_encoder": QuantType.QInt8,
    "decoder_model_merged": QuantType.QInt8,
    "encodec_decode": QuantType.QUInt8,
}


def export(checkpoint, folder):
    model = MusicgenForConditionalGeneration.from_pretrained(checkpoint, torch_dtype=torch.float32)
    with torch.no_grad():
        onnx_export_from_model(
            model.eval(), folder, task="text-to-audio", opset=14, do_validation=False)


def quantize(graph, kind, target):
    quantize_dynamic(
        graph, target, per_channel=True, reduce_range=True, weight_type=kind,
        extra_options={"EnableSubgraph": True, "MatMulConstBOnly": True})


def main(checkpoint, target):
    (target / "onnx").mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        export(checkpoint, pathlib.Path(work))
        for name, kind in GRAPHS.items():
            quantize(f"{work}/{name}.onnx", kind, target / "onnx" / f"{name}_quantized.onnx")
    for name in ("config.json", "tokenizer.json"):
        shutil.copy(checkpoint / name, target)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
