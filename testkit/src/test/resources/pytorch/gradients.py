"""Writes what PyTorch computes for one small ragged batch: outputs, end states, all gradients.

Made with PyTorch 1.13 and onnx 1.12; from the root of the checkout:
    python3 testkit/src/test/resources/pytorch/gradients.py
"""

import os

import numpy
import onnx.numpy_helper
import torch

T, B, I, H = 7, 4, 5, 6
LENGTHS = [7, 4, 1, 6]
# where ONNX's gates stand among PyTorch's: RNN; LSTM i,o,f,c of i,f,g,o; GRU z,r,h of r,z,n
KINDS = {
    "rnn": (torch.nn.RNN, [0], 1),
    "lstm": (torch.nn.LSTM, [0, 3, 1, 2], 2),
    "gru": (torch.nn.GRU, [1, 0, 2], 1),
}


def gates(t, order):
    return torch.cat([t.chunk(len(order))[g] for g in order])


def bias(wb, rb, order):
    return torch.cat([gates(wb, order), gates(rb, order)]).unsqueeze(0)


def golden(name):
    kind, order, parts = KINDS[name]
    torch.manual_seed(7)
    cell = kind(I, H)
    for p in cell.parameters():
        torch.nn.init.normal_(p, std=0.6)
    x = torch.randn(T, B, I, requires_grad=True)
    start = [torch.randn(1, B, H, requires_grad=True) for _ in range(parts)]
    packed = torch.nn.utils.rnn.pack_padded_sequence(x, LENGTHS, enforce_sorted=False)
    packed, end = cell(packed, tuple(start) if parts == 2 else start[0])
    end = end if parts == 2 else (end,)
    y, _ = torch.nn.utils.rnn.pad_packed_sequence(packed)
    dy = torch.randn(T, B, H)
    dend = [torch.randn(1, B, H) for _ in range(parts)]
    loss = (y * dy).sum() + sum((e * d).sum() for e, d in zip(end, dend))
    loss.backward()

    w, r, wb, rb = cell.weight_ih_l0, cell.weight_hh_l0, cell.bias_ih_l0, cell.bias_hh_l0
    found = {
        "lengths": torch.tensor(LENGTHS),
        "W": gates(w, order),
        "R": gates(r, order),
        "b": bias(wb, rb, order),
        "x": x.reshape(T * B, I),
        "y": y.reshape(T * B, H),
        "dy": dy.reshape(T * B, H),
        "dW": gates(w.grad, order),
        "dR": gates(r.grad, order),
        "db": bias(wb.grad, rb.grad, order),
        "dx": x.grad.reshape(T * B, I),
    }
    for i in range(parts):
        found["start%d" % i] = start[i][0]
        found["end%d" % i] = end[i][0]
        found["dend%d" % i] = dend[i][0]
        found["dstart%d" % i] = start[i].grad[0]
    folder = "plugin-%s/src/test/resources/gradients" % name
    os.makedirs(folder, exist_ok=True)
    for key, value in found.items():
        array = numpy.ascontiguousarray(value.detach().numpy())
        with open("%s/%s.pb" % (folder, key), "wb") as f:
            f.write(onnx.numpy_helper.from_array(array, key).SerializeToString())


for each in KINDS:
    golden(each)
